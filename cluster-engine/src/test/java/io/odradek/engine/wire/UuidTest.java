package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.env.Rng;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UuidTest {
    private static final class Seeded implements Rng {
        private final Random random = new Random(3);

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            return random.nextInt(bound);
        }

        @Override
        public void nextBytes(byte[] into) {
            random.nextBytes(into);
        }
    }

    @Test
    void itsTextIsKafkas() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            Uuid id = new Uuid(random.nextLong(), random.nextLong());
            assertThat(id).hasToString(new org.apache.kafka.common.Uuid(id.most(), id.least()).toString());
            assertThat(Uuid.parse(id.toString())).isEqualTo(id);
        }
        assertThat(Uuid.ZERO).hasToString("AAAAAAAAAAAAAAAAAAAAAA");
    }

    @Test
    void randomOnesAreOfTypeFourAndNoOption() {
        Rng rng = new Seeded();
        for (int i = 0; i < 2000; i++) {
            Uuid id = Uuid.random(rng);
            java.util.UUID java = new java.util.UUID(id.most(), id.least());
            assertThat(java.version()).isEqualTo(4);
            assertThat(java.variant()).isEqualTo(2);
            assertThat(id.toString()).doesNotStartWith("-");
        }
    }

    @Test
    void textThatIsNoIdIsRefused() {
        assertThatThrownBy(() -> Uuid.parse("AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Uuid.parse("not base64 at all!!!!!")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theyAreOrderedByTheirHalves() {
        assertThat(new Uuid(1, 5)).isGreaterThan(new Uuid(1, 4)).isLessThan(new Uuid(2, 0));
    }
}
