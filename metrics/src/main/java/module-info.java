/// What can be measured: every metric by name, how a scrape is written, how a query is built. Pure:
/// no I/O, no clock, no threads, no third-party code.
module watchbill.metrics {
  requires static org.jspecify;

  exports watchbill.metrics.catalogue;
  exports watchbill.metrics.exposition;
  exports watchbill.metrics.generated;
  exports watchbill.metrics.promql;
}
