package watchbill.exporter.infrastructure;

/// What a stateless container service bills for the time in which it works, in pico-dollars.
///
/// @param cpu a vCPU for a second
/// @param memory a GiB for a second
public record StatelessRates(long cpu, long memory) {}
