/// Told that something changed, and not what: ask for the changes since the last sequence number seen.
#[uniffi::export(with_foreign)]
pub trait Listener: Send + Sync {
    // A result, so that a listener's own exception ends here instead of unwinding through the ward.
    fn changed(&self) -> Result<(), ListenerError>;
}

#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum ListenerError {
    Failed(String),
}

impl std::fmt::Display for ListenerError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ListenerError::Failed(reason) = self;
        to.write_str(reason)
    }
}

impl std::error::Error for ListenerError {}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        ListenerError::Failed(error.reason)
    }
}
