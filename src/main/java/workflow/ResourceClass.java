package workflow;

/** What a step's tasks mostly use; a worker has slots for each. */
public enum ResourceClass {
    CPU,
    IO
}
