package io.klamm.kafka;

import java.util.Collection;

/** Tells a misspelt key from a foreign one. */
final class Spelling {
  private static final int NEAR = 2;

  private Spelling() {
  }

  /** The first of the known words at most two edits away from the word, or null. */
  static String nearest(String word, Collection<String> known) {
    for (String candidate : known) {
      if (distance(word, candidate) <= NEAR) {
        return candidate;
      }
    }
    return null;
  }

  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > NEAR) {
      return NEAR + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
