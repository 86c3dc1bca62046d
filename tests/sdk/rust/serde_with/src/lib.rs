pub mod rust {
    /// A property that may be absent (None), null (Some(None)) or given (Some(Some(value))).
    pub mod double_option {
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
        where
            T: Deserialize<'de>,
            D: Deserializer<'de>,
        {
            Option::deserialize(deserializer).map(Some)
        }

        pub fn serialize<S, T>(value: &Option<Option<T>>, serializer: S) -> Result<S::Ok, S::Error>
        where
            S: Serializer,
            T: Serialize,
        {
            value.as_ref().and_then(Option::as_ref).serialize(serializer)
        }
    }
}
