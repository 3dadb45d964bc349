package bench.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import model.TaskResult;
import preservation.ActionContext;
import preservation.PreservationAction;
import preservation.TaskInput;

/** Keeps a processor busy: so many digests of one megabyte. */
public final class Compute implements PreservationAction<Compute.Parameters> {

    /** How many digests. */
    public record Parameters(int rounds) {}

    private static final byte[] MEGABYTE = new byte[1 << 20];

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) {
        digest(parameters.rounds());
        return DoNothing.done();
    }

    /** Seconds that it took. */
    static double digest(int rounds) {
        long began = System.nanoTime();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (int round = 0; round < rounds; round++) {
                digest.update(MEGABYTE);
            }
            if (digest.digest().length == 0) {
                throw new IllegalStateException("a digest has bytes");
            }
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
