//! Columns in the making.

use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, TimestampMillisecondArray,
    UInt64Array,
};
use arrow_schema::{ArrowError, Field, Schema};

use crate::vocabulary::{Date, Instant};

/// Columns of one length. A name ending in `?` may be null.
#[derive(Default)]
pub(super) struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    pub(super) fn text<T: AsRef<str>>(self, name: &str, values: impl Iterator<Item = Option<T>>) -> Self {
        let mut builder = LargeStringBuilder::new();
        values.for_each(|value| builder.append_option(value));
        self.add(name, builder.finish())
    }

    pub(super) fn number(self, name: &str, values: impl Iterator<Item = Option<u64>>) -> Self {
        self.add(name, values.collect::<UInt64Array>())
    }

    pub(super) fn signed(self, name: &str, values: impl Iterator<Item = Option<i64>>) -> Self {
        self.add(name, values.collect::<Int64Array>())
    }

    pub(super) fn flag(self, name: &str, values: impl Iterator<Item = bool>) -> Self {
        self.add(name, values.map(Some).collect::<BooleanArray>())
    }

    pub(super) fn instant(self, name: &str, values: impl Iterator<Item = Option<Instant>>) -> Self {
        let millis = values.map(|at| at.map(Instant::millis));
        self.add(
            name,
            millis.collect::<TimestampMillisecondArray>().with_timezone("UTC"),
        )
    }

    pub(super) fn day(self, name: &str, values: impl Iterator<Item = Option<Date>>) -> Self {
        let days = values.map(|day| {
            let since = day?.signed_duration_since(Date::default()).num_days();
            i32::try_from(since).ok()
        });
        self.add(name, days.collect::<Date32Array>())
    }

    pub(super) fn add(mut self, name: &str, array: impl Array + 'static) -> Self {
        let plain = name.trim_end_matches('?');
        self.fields
            .push(Field::new(plain, array.data_type().clone(), plain != name));
        self.arrays.push(Arc::new(array));
        self
    }

    pub(super) fn finish(self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays)
    }
}
