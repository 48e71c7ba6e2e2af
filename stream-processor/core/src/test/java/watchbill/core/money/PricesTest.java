package watchbill.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.Usage;

class PricesTest {
  private static final Price CHEAP = new Price(1, 2, 3, 4, 5);
  private static final Price DEAR = new Price(10, 20, 30, 40, 50);

  @Test
  void holdFromTheirDateToTheNext() {
    PriceBook book =
        PriceBook.of(
            List.of(new PriceRow("p", "m", 2_000, DEAR), new PriceRow("p", "m", 1_000, CHEAP)));
    assertThat(book.at("p", "m", "", 999)).isNull();
    assertThat(rates(book, 1_000)).isEqualTo(CHEAP);
    assertThat(rates(book, 1_999)).isEqualTo(CHEAP);
    assertThat(rates(book, 2_000)).isEqualTo(DEAR);
  }

  @Test
  void areUnknownForAnotherModelOrProvider() {
    PriceBook book = PriceBook.of(List.of(new PriceRow("p", "m", 0, CHEAP)));
    assertThat(book.at("p", "m2", "", 1)).isNull();
    assertThat(book.at("q", "m", "", 1)).isNull();
  }

  @Test
  void areRefusedWhenTwoHoldFromOneDate() {
    assertThatThrownBy(() ->
            PriceBook.of(
                List.of(new PriceRow("p", "m", 0, CHEAP), new PriceRow("p", "m", 0, DEAR))))
        .hasMessage("prices: want one row a model and date, have two of p m");
  }

  @Test
  void areWrittenInDollarsWithoutLoss() {
    assertThat(PicoUsd.toDecimal(0)).isEqualTo("0");
    assertThat(PicoUsd.toDecimal(1)).isEqualTo("0.000000000001");
    assertThat(PicoUsd.toDecimal(12_500_000_000_000L)).isEqualTo("12.5");
    assertThat(PicoUsd.toDecimal(7 * PicoUsd.DOLLAR)).isEqualTo("7");
  }

  @Test
  void stopAtTheLargestAmountAndDoNotTurnNegative() {
    assertThat(new Price(Long.MAX_VALUE, 1, 1, 1, 1).cost(new Usage(3, 1, 1, 1, 1)).total())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(PicoUsd.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @Tag("property")
  void agreeWithUnboundedIntegers() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      Price price = new Price(any(random), any(random), any(random), any(random), any(random));
      Usage usage = new Usage(any(random), any(random), any(random), any(random), any(random));
      BigInteger exact =
          product(price.input(), usage.input())
              .add(product(price.output(), usage.output()))
              .add(product(price.cacheRead(), usage.cacheRead()))
              .add(product(price.cacheWrite5m(), usage.cacheWrite5m()))
              .add(product(price.cacheWrite1h(), usage.cacheWrite1h()));
      assertThat(BigInteger.valueOf(price.cost(usage).total()))
          .isEqualTo(exact.min(BigInteger.valueOf(Long.MAX_VALUE)));
    }
  }

  private static Price rates(PriceBook book, long atMillis) {
    return Objects.requireNonNull(book.at("p", "m", "", atMillis)).rates(Usage.NONE);
  }

  private static long any(Random random) {
    return random.nextLong(1L << random.nextInt(1, 45));
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
