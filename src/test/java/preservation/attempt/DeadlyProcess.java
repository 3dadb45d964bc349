package preservation.attempt;

import app.ApartMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import model.StoredText;
import model.TaskResult;
import preservation.ActionContext;
import preservation.NoRoom;
import preservation.PreservationAction;
import preservation.TaskInput;

/** The program of a process that has a test's attempt to itself: its action does to it what the parameters say. */
final class DeadlyProcess {

    static final String PID = "pid";
    static final int FLOOD_BYTES = 4 << 20;

    private DeadlyProcess() {}

    public static void main(String[] arguments) throws Exception {
        ApartMain.carryOut(arguments, DeadlyProcess::actions);
    }

    private static Actions actions() {
        return new Actions(byName());
    }

    static Map<String, PreservationAction<?>> byName() {
        return Map.of("act", new Deadly());
    }

    record Deed(String deed) {}

    private static final class Deadly implements PreservationAction<Deed> {

        @Override
        public Class<Deed> parameters() {
            return Deed.class;
        }

        @Override
        public boolean needsDirectory() {
            return true;
        }

        @Override
        public TaskResult run(Deed parameters, TaskInput task, ActionContext context) throws Exception {
            tellPid(context.attemptDirectory());
            switch (parameters.deed()) {
                case "halt" -> Runtime.getRuntime().halt(137);
                case "exit" -> System.exit(0);
                case "fill" -> fill();
                case "flood" -> flood();
                case "error" -> throw new AssertionError("a bug");
                case "full" -> throw new NoRoom("No space left on device", null);
                case "wait" -> new CountDownLatch(1).await();
                default -> {}
            }
            return TaskResult.completed("done by " + ProcessHandle.current().pid())
                    .withOutput(context.keep("x".repeat(StoredText.INLINE_BYTES_MAX + 1)), StoredText.NONE);
        }

        private static void tellPid(Path directory) throws IOException {
            var part = directory.resolve("pid.part");
            Files.writeString(part, Long.toString(ProcessHandle.current().pid()));
            Files.move(part, directory.resolve(PID), StandardCopyOption.ATOMIC_MOVE);
        }

        private static void fill() {
            var all = new StringBuilder("x");
            while (!all.isEmpty()) {
                all.append(all);
            }
        }

        /** Past System.out, as a library in C would. */
        private static void flood() throws IOException {
            var line = "{\"trouble\":\"\",\"loss\":\"BROKE\",\"room\":true}\n".getBytes(StandardCharsets.US_ASCII);
            try (var out = new FileOutputStream(FileDescriptor.out)) {
                for (int i = 0; i < FLOOD_BYTES; i += line.length) {
                    out.write(line);
                }
            }
        }
    }

    /** A worker in the place of ours, for a test that kills it: the same attempt, in a process below this one. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            var place = ApartTest.place(Path.of(arguments[0]));
            var work = new WorkApart(
                    ApartTest.order("wait"), place, ApartTest.jvm(DeadlyProcess.class), System.out::println);
            System.out.println(work.carryOut());
        }
    }
}
