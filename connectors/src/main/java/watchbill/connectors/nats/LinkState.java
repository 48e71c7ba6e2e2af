package watchbill.connectors.nats;

/// Whether a link is up.
///
/// @param sinceMillis since when it is so, in milliseconds since the epoch by our clock
/// @param why what happened last, for a person
public record LinkState(boolean up, long sinceMillis, String why) {}
