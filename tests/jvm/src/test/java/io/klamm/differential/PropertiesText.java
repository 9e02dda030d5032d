package io.klamm.differential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the JDK makes of a properties file: its settings in order, until one is refused. */
record PropertiesText(List<Setting> settings, boolean refused) {
    record Setting(String key, String value) {}

    static PropertiesText load(byte[] bytes) {
        List<Setting> settings = new ArrayList<>();
        @SuppressWarnings("serial")
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                settings.add(new Setting((String) key, (String) value));
                return super.put(key, value);
            }
        };
        try {
            properties.load(new ByteArrayInputStream(bytes));
        } catch (IllegalArgumentException malformed) {
            return new PropertiesText(settings, true);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, String> last = new HashMap<>();
        settings.forEach(setting -> last.put(setting.key(), setting.value()));
        if (!last.equals(properties)) {
            throw new AssertionError("the last setting of a key does not win");
        }
        return new PropertiesText(settings, false);
    }

    /** For each setting, whether it is the one that counts. */
    boolean[] winners() {
        Map<String, Integer> last = new HashMap<>();
        for (int index = 0; index < settings.size(); index++) {
            last.put(settings.get(index).key(), index);
        }
        boolean[] winners = new boolean[settings.size()];
        last.values().forEach(index -> winners[index] = true);
        return winners;
    }
}
