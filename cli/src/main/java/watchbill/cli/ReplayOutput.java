package watchbill.cli;

import watchbill.core.port.SignalSink;

/// What a replay shows on stdout of the signals that it gives. One thread.
interface ReplayOutput extends SignalSink {
  /// Takes word that no more signals come.
  void finish();
}
