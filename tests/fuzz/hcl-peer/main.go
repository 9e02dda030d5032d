// Compares Klamm's reader of HCL with HashiCorp's: hclpeer DUMP COUNT SEED PATH…
// DUMP is the program hcl_dump; every file below the paths is compared as it stands, and then COUNT mutations of them.
package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"
)

type peer struct {
	in  *bufio.Writer
	out *bufio.Reader
}

func start(program string) *peer {
	command := exec.Command(program)
	in, err := command.StdinPipe()
	check(err)
	out, err := command.StdoutPipe()
	check(err)
	command.Stderr = os.Stderr
	check(command.Start())
	return &peer{bufio.NewWriter(in), bufio.NewReader(out)}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func (p *peer) ask(text []byte) string {
	fmt.Fprintf(p.in, "%d\n", len(text))
	p.in.Write(text)
	check(p.in.Flush())
	line, err := p.out.ReadString('\n')
	check(err)
	size, err := strconv.Atoi(strings.TrimSpace(line))
	check(err)
	answer := make([]byte, size)
	_, err = io.ReadFull(p.out, answer)
	check(err)
	return string(answer)
}

func place(diagnostic *hcl.Diagnostic) string {
	return fmt.Sprintf("%d-%d", diagnostic.Subject.Start.Byte, diagnostic.Subject.End.Byte)
}

// Why the two differ, or nothing. Of a text that both refuse, the first place that we tell must be one of the peer's, and
// the first that its lexer told one of ours.
func difference(text []byte, ours string) string {
	_, lexical := hclsyntax.LexConfig(text, "", hcl.InitialPos)
	file, all := hclsyntax.ParseConfig(text, "", hcl.InitialPos)
	if !utf8.Valid(text) && strings.HasPrefix(ours, "refused") {
		// The peer's letters are loose about bytes that are none.
		return ""
	}
	if all.HasErrors() != strings.HasPrefix(ours, "refused") {
		if all.HasErrors() {
			return "only the peer refuses: " + all.Error()
		}
		return "only we refuse: " + ours
	}
	if all.HasErrors() {
		told, moved := map[string]bool{}, false
		for _, diagnostic := range all {
			told[place(diagnostic)] = true
			// The peer points at a variable that it sets anew when it recovers.
			moved = moved || strings.HasPrefix(diagnostic.Summary, "Missing close bracket")
		}
		mine := strings.Fields(ours)[1:]
		if !told[mine[0]] && !moved {
			return "we refuse " + mine[0] + ", the peer: " + all.Error()
		}
		if len(lexical) > 0 && !slices.Contains(mine, place(lexical[0])) {
			return "the peer refuses " + lexical.Error() + ", we: " + ours
		}
		return ""
	}
	d := dumper{text: text}
	d.body(file.Body.(*hclsyntax.Body), 0, len(text))
	theirs := d.out.String()
	if ours != theirs {
		at := 0
		for at < len(ours) && at < len(theirs) && ours[at] == theirs[at] {
			at++
		}
		from := max(0, at-200)
		return fmt.Sprintf("ours:   …%s\ntheirs: …%s", ours[from:min(len(ours), at+200)], theirs[from:min(len(theirs), at+200)])
	}
	return ""
}

var snippets = []string{"{", "}", "[", "]", "(", ")", "\"", "${", "%{", "~}", "${~", "$${", "%%{", "\n", "\r\n", "<<E\n", "<<-E\n",
	"\nE\n", "EOT", "=", "==", "=>", "...", ".", ".*", "[*]", "[0]", ".0", ",", ":", "::", "?", "for x in y : ", "if ", "else",
	"endif", "%{ if a }b%{ else }c%{ endif }", "%{ for k, v in m ~} ${v} %{~ endfor }", "in", "null", "true", "1", "0.5", "1e3", "1.2.3", "-", "!", "&&", "||", "&", "|", "*",
	"/", "%", "+", "<", ">=", "#", "//", "/*", "*/", "\\", "\\n", "\\u00e9", "\\U0001F600", "\\x", "\\u12", " ", "\t", "é", "名", "😀", "f(", "a", "a.b", "a = 1\n", "b {\n}\n",
	"c \"l\" {}\n", "d { e = 2 }\n", "'", "`", ";", "^", "~", "\xff", "\u00a0", "$", "%"}

func mutate(random *rand.Rand, texts [][]byte) []byte {
	text := append([]byte(nil), texts[random.Intn(len(texts))]...)
	// A window: whole files would mostly be refused for one early mutation.
	if len(text) > 400 && random.Intn(4) > 0 {
		lines := strings.SplitAfter(string(text), "\n")
		first := random.Intn(len(lines))
		text = []byte(strings.Join(lines[first:min(len(lines), first+1+random.Intn(25))], ""))
	}
	for count := 1 + random.Intn(3); count > 0; count-- {
		at := random.Intn(len(text) + 1)
		end := min(len(text), at+random.Intn(6))
		switch random.Intn(5) {
		case 0:
			text = append(text[:at:at], text[end:]...)
		case 1:
			piece := append([]byte(nil), text[at:end]...)
			to := random.Intn(len(text) + 1)
			text = append(text[:to:to], append(piece, text[to:]...)...)
		case 2:
			text = append(text[:at:at], append([]byte(snippets[random.Intn(len(snippets))]), text[end:]...)...)
		default:
			text = append(text[:at:at], append([]byte(snippets[random.Intn(len(snippets))]), text[at:]...)...)
		}
	}
	return text
}

func main() {
	count, err := strconv.Atoi(os.Args[2])
	check(err)
	seed, err := strconv.ParseInt(os.Args[3], 10, 64)
	check(err)
	var texts [][]byte
	for _, root := range os.Args[4:] {
		check(filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			switch filepath.Ext(path) {
			case ".hcl", ".tf", ".tfvars", "":
				text, err := os.ReadFile(path)
				check(err)
				texts = append(texts, text)
			}
			return nil
		}))
	}
	ours := start(os.Args[1])
	random := rand.New(rand.NewSource(seed))
	accepted, refused, passed, failed := 0, 0, 0, 0
	for index := 0; index < len(texts)+count; index++ {
		var text []byte
		if index < len(texts) {
			text = texts[index]
		} else {
			text = mutate(random, texts)
		}
		// The peer normalises strings to NFC; ours stay as they are.
		if !norm.NFC.IsNormal(text) {
			passed++
			continue
		}
		answer := ours.ask(text)
		if strings.HasPrefix(answer, "refused") {
			refused++
		} else {
			accepted++
		}
		if why := difference(text, answer); why != "" {
			failed++
			if failed <= 5 {
				fmt.Printf("== text %d, %q\n%s\n", index, text, why)
			}
		}
	}
	fmt.Printf("hcl: %d texts of files, %d mutations; both accept %d and refuse %d, %d not compared\n", len(texts), count, accepted, refused, passed)
	fmt.Printf("%d passed, %d failed\n", len(texts)+count-passed-failed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
