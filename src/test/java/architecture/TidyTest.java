package architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Hard stops on length, and words that may not come in. There is no list of exceptions. */
class TidyTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final int MAIN_FILE_LINES_MAX = 400;
    private static final int TEST_FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;

    /** A word, and the folders of main that may use it; {@code everywhere} counts tests too. */
    private record Banned(String word, boolean everywhere, List<String> except) {}

    // Each is put together, so that this file does not hold what it bans.
    private static final List<Banned> BANNED = List.of(
            new Banned("FIX" + "ME", true, List.of()),
            new Banned("TO" + "DO", true, List.of()),
            new Banned("Thread" + ".sleep(", true, List.of()),
            new Banned("@Dis" + "abled", true, List.of()),
            new Banned("System.o" + "ut", false, List.of("app")),
            new Banned("print" + "StackTrace(", false, List.of()),
            new Banned("Instant" + ".now(", false, List.of("app")),
            new Banned("System.current" + "TimeMillis(", false, List.of("app")));

    @Test
    void no_file_passes_the_hard_stop() throws IOException {
        var tooLong = new ArrayList<String>();
        addTooLong(tooLong, MAIN, MAIN_FILE_LINES_MAX);
        addTooLong(tooLong, TESTS, TEST_FILE_LINES_MAX);

        assertThat(tooLong).isEmpty();
    }

    @Test
    void no_method_passes_the_hard_stop() throws IOException {
        var found = new ArrayList<String>();
        for (var unit : parse(Stream.concat(javaFiles(MAIN), javaFiles(TESTS)).toList(), found)) {
            assertThat(unit).isNotNull();
        }

        assertThat(found).isEmpty();
    }

    @Test
    void a_method_that_is_too_long_is_found() throws IOException {
        var found = new ArrayList<String>();
        var source = Files.createTempFile("Long", ".java");
        var body = "int x;\n".repeat(METHOD_LINES_MAX);
        Files.writeString(source, "class Long { void run() {\n" + body + "}\n void brief() {} }");

        parse(List.of(source), found);
        Files.delete(source);

        assertThat(found).hasSize(1);
        assertThat(found.get(0)).contains("run").contains("lines");
    }

    @Test
    void banned_words_stay_out() throws IOException {
        var found = new ArrayList<String>();
        for (var banned : BANNED) {
            addUses(found, MAIN, banned);
            if (banned.everywhere()) {
                addUses(found, TESTS, banned);
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void warnings_are_suppressed_only_with_a_reason() throws IOException {
        var found = new ArrayList<String>();
        for (var file : Stream.concat(javaFiles(MAIN), javaFiles(TESTS)).toList()) {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("@Suppress" + "Warnings") && !hasComment(lines, i)) {
                    found.add(file + ":" + (i + 1) + " suppresses a warning without a // reason beside it");
                }
            }
        }

        assertThat(found).isEmpty();
    }

    private static boolean hasComment(List<String> lines, int line) {
        return lines.get(line).contains("//")
                || (line > 0 && lines.get(line - 1).strip().startsWith("//"));
    }

    private static void addTooLong(List<String> found, Path root, int max) throws IOException {
        for (var file : javaFiles(root).toList()) {
            var lines = Files.readAllLines(file).size();
            if (lines > max) {
                found.add(file + " has " + lines + " lines; the hard stop is " + max);
            }
        }
    }

    private static void addUses(List<String> found, Path root, Banned banned) throws IOException {
        for (var file : javaFiles(root).toList()) {
            if (banned.except().contains(root.relativize(file).getName(0).toString())) {
                continue;
            }
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(banned.word())) {
                    found.add(file + ":" + (i + 1) + " uses " + banned.word());
                }
            }
        }
    }

    private static List<CompilationUnitTree> parse(List<Path> files, List<String> found) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var positions = Trees.instance(task).getSourcePositions();
            var units = new ArrayList<CompilationUnitTree>();
            for (var unit : task.parse()) {
                units.add(unit);
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void unused) {
                        var from = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
                        var to = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
                        var where = unit.getSourceFile().getName() + ":" + from + " " + method.getName();
                        if (to - from + 1 > METHOD_LINES_MAX) {
                            found.add(
                                    where + " has " + (to - from + 1) + " lines; the hard stop is " + METHOD_LINES_MAX);
                        }
                        return super.visitMethod(method, null);
                    }
                }.scan(unit, null);
            }
            return units;
        }
    }

    private static Stream<Path> javaFiles(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        }
    }
}
