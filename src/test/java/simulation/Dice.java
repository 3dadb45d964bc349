package simulation;

import java.util.List;
import java.util.Random;

/** Everything that chance decides in one run. The same seed throws the same. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, short ones much more often than long ones. */
    long skewed(long least, long most) {
        double share = random.nextDouble();
        return least + (long) ((most - least) * share * share * share);
    }

    long between(long least, long most) {
        return least + (long) ((most - least) * random.nextDouble());
    }

    int count(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
