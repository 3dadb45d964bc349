package testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Java virtual machine that a test starts for itself, with the classes of the product and of the tests. */
public final class OwnJvm {

    /** Of these most live too short for the second compiler to pay, and for the first pages, and share two processors with others. */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dmuniment.http.first-pages-after=1d");

    /** Where a benchmark runs a test: with what the launcher gives a service that stays. */
    private static final List<String> LASTING = List.of(
            "-XX:Tier4InvocationThreshold=30000",
            "-XX:Tier4MinInvocationThreshold=5000",
            "-XX:Tier4CompileThreshold=80000");

    /** For one that computes for long: the first compiler alone digests up to fifteen times slower. */
    public static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    private static final boolean LASTS = Boolean.getBoolean("muniment.test.lasting");

    private OwnJvm() {}

    /** The words that start one; the caller adds the arguments of its main class. */
    public static List<String> command(String main, String... options) {
        return words(
                ClassArchive.classPath(), main, Stream.concat(ClassArchive.options().stream(), Stream.of(options)));
    }

    /** With classes that come before all others. The first that ends in order keeps all that it had beside the jar, for the others. */
    public static List<String> behind(Path jar, String main, String... options) {
        var kept = ClassArchive.optionsBehind(jar);
        return words(
                jar + File.pathSeparator + ClassArchive.classPath(),
                main,
                Stream.concat(kept.stream(), Stream.of(options)));
    }

    /** With other classes only. */
    public static List<String> of(String classPath, String main, String... options) {
        return words(classPath, main, Stream.of(options));
    }

    static List<String> words(String classPath, String main, Stream<String> options) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(LASTS ? LASTING : SHORT_LIVED);
        words.addAll(options.toList());
        words.addAll(List.of("-cp", classPath, main));
        return words;
    }
}
