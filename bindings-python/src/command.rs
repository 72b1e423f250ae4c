//! Commands, and the verbs that are each one command.

use pyo3::prelude::*;

use crate::answer::Answer;
use crate::value::value;

value! {
    /// Anything that can be asked of a ward; the classes below make one each.
    #[pyo3(subclass)]
    Command(linli::Command) {
        fn __repr__(&self) -> PyResult<String> {
            Ok(format!("Command.from_json({:?})", self.to_json()?))
        }
    }
}

/// What a verb gives of the answer.
pub(crate) trait Given {
    fn given(answer: linli::Answer) -> Self;
}

impl Given for Answer {
    fn given(answer: linli::Answer) -> Self {
        Self(answer)
    }
}

impl Given for String {
    fn given(answer: linli::Answer) -> Self {
        answer
            .created()
            .next()
            .map(|created| created.to_string())
            .unwrap_or_default()
    }
}

/// Declares a class of verbs and questions, and with every verb the class of its command. The arguments of a verb are
/// `(positional; keyword = default) [names and types]`; what every command takes is added to them.
macro_rules! domain {
    (
        $(#[$($attribute:tt)*])*
        $domain:ident
        verbs {$(
            $(#[$($doc:tt)*])*
            $verb:ident $class:ident ($($positional:ident),* $(; $($keyword:ident $(= $default:tt)?),+)?)
                [$($arguments:tt)*] -> $given:ident $command:block
        )*}
        questions { $($questions:tt)* }
    ) => {
        $(#[$($attribute)*])*
        #[pyo3::pyclass(frozen, module = "linli")]
        pub(crate) struct $domain(pub(crate) std::sync::Arc<$crate::shared::Shared>);

        #[pyo3::pymethods]
        impl $domain {
            $(
                $(#[$($doc)*])*
                #[pyo3(signature = (
                    $($positional,)* *, $($($keyword $(= $default)?,)+)? actor, recorded, occurred = None,
                    on_behalf_of = None, capacity = None, id = None, salt = None, details = None, attachments = None,
                ))]
                #[allow(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
                fn $verb(
                    &self,
                    py: pyo3::Python<'_>,
                    $($arguments)*
                    actor: $crate::id::Id<linli::PersonId>,
                    recorded: $crate::instant::Instant,
                    occurred: Option<$crate::instant::Instant>,
                    on_behalf_of: Option<$crate::id::Id<linli::PersonId>>,
                    capacity: Option<$crate::meta::Capable>,
                    id: Option<$crate::id::Id<linli::CommandId>>,
                    salt: Option<&[u8]>,
                    details: Option<$crate::meta::Details>,
                    attachments: Option<$crate::meta::Attachments>,
                ) -> pyo3::PyResult<$given> {
                    let meta = $crate::meta::Meta::new(
                        py, actor, recorded, occurred, on_behalf_of, capacity, id, salt, details, attachments,
                    )?;
                    let command = $command;
                    let answer = self.0.accepted(py, meta.0, command.into())?;
                    Ok(<$given as $crate::command::Given>::given(answer))
                }
            )*
            $($questions)*
        }

        $(
            $(#[$($doc)*])*
            #[pyo3::pyclass(frozen, extends = $crate::command::Command, module = "linli")]
            pub(crate) struct $class;

            #[pyo3::pymethods]
            impl $class {
                #[new]
                #[pyo3(signature = ($($positional),* $(, *, $($keyword $(= $default)?),+)?))]
                #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
                fn new($($arguments)*) -> pyo3::PyClassInitializer<Self> {
                    let command = $command;
                    pyo3::PyClassInitializer::from($crate::command::Command(command.into())).add_subclass(Self)
                }
            }
        )*
    };
}
pub(crate) use domain;
