package watchbill.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarsTest {
  private static final Calendars CALENDARS =
      new Calendars(
          Map.of(
              "berlin", ZoneId.of("Europe/Berlin"), "lord-howe", ZoneId.of("Australia/Lord_Howe")),
          ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "nowhere,   DAY,   2026-11-22T23:59:59Z, 2026-11-22T00:00:00Z, 2026-11-23T00:00:00Z",
    "nowhere,   WEEK,  2026-11-22T23:59:59Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
    "nowhere,   MONTH, 2026-11-22T23:59:59Z, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
    // The day before the clocks go forward has 24 hours, that day itself 23.
    "berlin,    DAY,   2026-03-28T23:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "berlin,    DAY,   2026-10-25T10:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "berlin,    MONTH, 2026-10-25T10:00:00Z, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
    // Half an hour of daylight saving.
    "lord-howe, DAY,   2026-04-04T20:00:00Z, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z",
  })
  void begin(String tenant, Period period, Instant at, Instant begin, Instant end) {
    long millis = at.toEpochMilli();
    assertThat(Instant.ofEpochMilli(CALENDARS.begin(tenant, period, millis))).isEqualTo(begin);
    assertThat(Instant.ofEpochMilli(CALENDARS.end(tenant, period, millis))).isEqualTo(end);
  }
}
