package watchbill.wire.otlp;

/// The forms in which one sender may tell of the same spend, the better ones first: an event or a
/// span stands for one response, a metric for a sum.
enum SpendSource {
  CLAUDE_EVENT,
  GEMINI_EVENT,
  GENAI_EVENT,
  SPAN,
  CLAUDE_METRIC,
  GEMINI_METRIC,
  GENAI_COUNTER,
  GENAI_DETAILED_COUNTER,
  GENAI_OPERATION_HISTOGRAM,
  GENAI_HISTOGRAM;

  /// Whether it tells of sums over some time.
  boolean isMetric() {
    return switch (this) {
      case CLAUDE_EVENT, GEMINI_EVENT, GENAI_EVENT, SPAN -> false;
      case CLAUDE_METRIC,
          GEMINI_METRIC,
          GENAI_COUNTER,
          GENAI_DETAILED_COUNTER,
          GENAI_OPERATION_HISTOGRAM,
          GENAI_HISTOGRAM ->
          true;
    };
  }
}
