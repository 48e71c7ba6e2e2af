package watchbill.sources.nats;

import org.jspecify.annotations.Nullable;
import watchbill.connectors.nats.TailItem;
import watchbill.core.AgentKey;
import watchbill.wire.Decoded;

/// A message that was rejected.
///
/// @param agent whose it is; null when its subject names no agent
/// @param stream the stream that holds it
public record DeadLetter(
    @Nullable AgentKey agent, String stream, TailItem.Message message, Decoded.Rejected why) {}
