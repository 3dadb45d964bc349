package http.uploads;

import storage.UploadArea;

/** Where uploads go, and how large they may be. */
public record UploadPlace(UploadArea area, UploadLimits limits) {}
