package views;

import model.FileFacts;

/**
 * One entry of the file register at a glance.
 *
 * @param facts without findings
 * @param findings how many there are
 */
public record FileRow(FileFacts facts, int findings) {}
