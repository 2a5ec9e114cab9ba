/// Placeholder.
enum FHIRID {}
