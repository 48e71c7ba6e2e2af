package watchbill.wire.otlp;

import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;

/// An event that telemetry amounts to.
///
/// @param agent whose event; both names can stand in a subject of NATS
/// @param id the same whenever the same telemetry is sent again; not empty
public record OtlpEvent(AgentKey agent, String id, AgentEvent event) {}
