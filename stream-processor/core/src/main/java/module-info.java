/// What happened, and what it means. Pure: no I/O, no clock, no threads, no third-party code.
module watchbill.core {
  requires static org.jspecify;

  exports watchbill.core;
  exports watchbill.core.money;
  exports watchbill.core.port;
  exports watchbill.core.rules;
  exports watchbill.core.state;
  exports watchbill.core.time;
}
