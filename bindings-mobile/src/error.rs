/// Why something was not done. Kotlin's `message` and Swift's `localizedDescription` give the sentence.
#[derive(Debug, uniffi::Error)]
pub enum LinliError {
    /// The rules say no, or the question was wrong; asking the same again gets the same answer.
    Refused { code: String, sentence: String, data_json: String },
    /// The library could not do its work: the disk, the file, a fault of its own.
    Failed { code: String, sentence: String, data_json: String },
}

impl std::fmt::Display for LinliError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Refused { sentence, .. } | Self::Failed { sentence, .. }) = self;
        to.write_str(sentence)
    }
}

impl std::error::Error for LinliError {}

impl From<linli::Error> for LinliError {
    fn from(error: linli::Error) -> Self {
        LinliError::Refused {
            code: error.code().to_owned(),
            sentence: error.to_string(),
            data_json: error.data_json(),
        }
    }
}
