package views;

/**
 * Where a transfer is on its way: the job that was opened last, or the choice that waits.
 *
 * @param step the workflow step
 * @param turn 0 but for steps that repeat
 * @param title the job's name as archivists know it
 */
public record CurrentStep(String step, int turn, String title, String microservice) {}
