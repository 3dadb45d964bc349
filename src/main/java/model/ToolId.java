package model;

/** Which program or library did a task's work. */
public record ToolId(String name, String version) {
    @Override
    public String toString() {
        return name + " " + version;
    }
}
