package packaging.bagit;

import java.util.function.Consumer;

/**
 * A bag to be made good or broken in one way.
 *
 * @param version the only one it is for; empty for every version
 * @param problem part of the sentence that says what is wrong; empty for a good bag
 */
record BagRow(String name, String version, String problem, Consumer<SampleBag> making) {

    static BagRow good(String name, Consumer<SampleBag> making) {
        return new BagRow(name, "", "", making);
    }

    static BagRow bad(String name, String problem, Consumer<SampleBag> making) {
        return new BagRow(name, "", problem, making);
    }

    static BagRow bad(String name, String version, String problem, Consumer<SampleBag> making) {
        return new BagRow(name, version, problem, making);
    }

    boolean isFor(String bagVersion) {
        return version.isEmpty() || version.equals(bagVersion);
    }

    @Override
    public String toString() {
        return name;
    }
}
