package watchbill.sources.intake;

import watchbill.connectors.config.Secret;

/// A bearer token, and whose agents its owner speaks for.
public record Credential(String tenant, Secret token) {}
