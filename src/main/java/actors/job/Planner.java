package actors.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.JobId;
import pipeline.transfer.TransferEvent;
import workflow.ActionStep;

/** Makes a job's plan over the file register, as of now. */
@FunctionalInterface
public interface Planner {

    /**
     * A plan, with its sealed facts.
     *
     * @param files what the tasks are about, in order; empty in a package-scope job
     * @param entries how many files and directories the facts are about
     * @param facts the directory of the sealed facts, relative to the work area
     * @param factsSha256 their digest, in hexadecimal
     */
    record Plan(List<UUID> files, int entries, FilePath facts, String factsSha256) {}

    /**
     * What is to be planned.
     *
     * @param retry the tasks of earlier turns that are wanted; empty when the step is run for the first time
     * @param directory where the job keeps its files, relative to the work area
     */
    record Order(JobId job, ActionStep step, Optional<TransferEvent.Retry> retry, FilePath directory) {}

    /** Reads the register once and writes the facts. May block. Each call writes a new directory. */
    Plan plan(Order order) throws Exception;
}
