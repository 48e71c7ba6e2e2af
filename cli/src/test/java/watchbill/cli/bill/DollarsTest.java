package watchbill.cli.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/// Amounts as people read them.
class DollarsTest {
  @Test
  void roundsHalfToEven() {
    assertThat(Dollars.text(new BigInteger("1234565000000000"), 2)).isEqualTo("1,234.56");
    assertThat(Dollars.text(new BigInteger("1234575000000000"), 2)).isEqualTo("1,234.58");
    assertThat(Dollars.text(new BigInteger("1234565000000001"), 2)).isEqualTo("1,234.57");
    assertThat(Dollars.text(new BigInteger("-1500000000"), 4)).isEqualTo("-0.0015");
  }

  @Test
  void showsCentsFromTenDollarsOnAndMoreForLess() {
    assertThat(Dollars.digits(new BigInteger("10000000000000"))).isEqualTo(2);
    assertThat(Dollars.digits(new BigInteger("9999999999999"))).isEqualTo(4);
    assertThat(Dollars.digits(new BigInteger("99999999999"))).isEqualTo(6);
  }
}
