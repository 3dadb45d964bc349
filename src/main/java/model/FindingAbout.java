package model;

import java.util.UUID;

/** A finding and the entry of the file register that it is about. */
public record FindingAbout(UUID file, Finding finding) {}
