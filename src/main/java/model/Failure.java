package model;

import java.util.Optional;

/**
 * Why a job or a transfer failed, in words for a person.
 *
 * @param step the workflow step
 * @param job the job's title as archivists know it
 * @param task the task's place in the job's plan; empty when no single task is to blame
 * @param file the file as it was received, for display; empty when no single file is to blame
 * @param message one sentence that says what went wrong and what to do
 */
public record Failure(String step, String job, Optional<Integer> task, Optional<String> file, String message) {}
