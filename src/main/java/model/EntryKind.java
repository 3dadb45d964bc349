package model;

/** What an entry of the file register is. Nothing but regular files and directories is ever received. */
public enum EntryKind {
    FILE,
    DIRECTORY
}
