package io.klamm.differential;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of tests/jvm/native: it answers each frame of its standard input with one on its standard output
 * (native/frames.h).
 */
final class NativeProgram {
    private final Path program;

    NativeProgram(String name) {
        program = Path.of(System.getProperty("klamm.native"), name);
    }

    /** One answer per question, in their order. */
    List<ByteBuffer> ask(List<byte[]> questions) throws IOException, InterruptedException {
        Path input = Files.createTempFile("klamm", ".frames");
        try {
            try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(input)))) {
                for (byte[] question : questions) {
                    out.writeInt(question.length);
                    out.write(question);
                }
            }
            Process process = new ProcessBuilder(program.toString())
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<ByteBuffer> answers = new ArrayList<>(questions.size());
            try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
                for (int index = 0; index < questions.size(); index++) {
                    answers.add(ByteBuffer.wrap(in.readNBytes(in.readInt())));
                }
            }
            if (process.waitFor() != 0) {
                throw new IOException(program + " ended with " + process.exitValue());
            }
            return answers;
        } finally {
            Files.delete(input);
        }
    }

    /** A text of an answer: Answer::put_text. */
    static byte[] text(ByteBuffer answer) {
        byte[] bytes = new byte[answer.getInt()];
        answer.get(bytes);
        return bytes;
    }

    /** A string as C++ has it: UTF-8, in which a surrogate without its other half is encoded like any character. */
    static byte[] wtf8(String string) {
        if (string.codePoints().noneMatch(code -> code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            return string.getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer out = ByteBuffer.allocate(3 * string.length());
        string.codePoints().forEach(code -> {
            if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
                out.put((byte) (0xE0 | code >> 12));
                out.put((byte) (0x80 | code >> 6 & 0x3F));
                out.put((byte) (0x80 | code & 0x3F));
            } else {
                out.put(Character.toString(code).getBytes(StandardCharsets.UTF_8));
            }
        });
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
