package model;

/** How many tasks a job has, and how many of them ended in which way. */
public record JobCounts(int tasks, int completed, int notDone, int failed) {
    public static final JobCounts NONE = new JobCounts(0, 0, 0, 0);

    public int ended() {
        return completed + notDone + failed;
    }
}
