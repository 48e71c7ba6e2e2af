package watchbill.connectors.kubernetes;

/// How a watch is doing at one moment.
///
/// @param up whether the objects are listed and every watch of theirs stands
/// @param atMillis the moment, in milliseconds since the epoch
/// @param sinceMillis since when it is up or down
/// @param heardAtMillis when the cluster last told something: a complete list, its word that a
///   watch goes on from where we are, a change or a bookmark; -1 before the first
/// @param errors failures so far; a watch that the server ends in order is none
/// @param lastError the last failure in one line; empty when there was none
public record WatchHealth(
    boolean up,
    long atMillis,
    long sinceMillis,
    long heardAtMillis,
    long errors,
    String lastError) {}
