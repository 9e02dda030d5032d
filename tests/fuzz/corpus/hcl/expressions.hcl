a01 = 1 + 2 * 3 - 4 / 8
a02 = (1.5 + 0.25) * -2
a03 = 7 % 4 == 3 && !(1 > 2) || false
a04 = "x" == "x" ? 1 : "other"
a05 = 1e3 + 0.001 + 5 % 3
a06 = "a${1 + 1}b${true}c${"d"}"
a07 = [1, "two", true, null][1]
a08 = { a = 1, "b" = [2, 3], (upper("c")) = { d = 4 } }
a09 = { a = 1, b = { c = "x" } }.b.c
a10 = [for x in [1, 2, 3] : x * 2 if x != 2]
a11 = { for k, v in { b = 2, a = 1 } : upper(k) => v + 1 }
a12 = { for v in ["ab", "ac", "b"] : v => length([v])... }
a13 = [{ id = 1 }, { id = 2 }][*].id
a14 = [{ id = [1, 9] }, { id = [2, 8] }].*.id[1]
a15 = [{ id = [1, 9] }, { id = [2, 8] }][*].id[1]
a16 = "single"[*]
a17 = join("\n", [for k, v in { "a.b" = "1", c = 2 } : "${k}=${v}"])
a18 = format("%s-%d-%v-%%", "x", 3, true)
a19 = format("%v", ["a", 1])
a20 = concat([1], ["a"], [[2]])
a21 = merge({ a = 1, b = 2 }, { b = "three" }, { c = null })
a22 = lookup({ a = "x" }, "b", "default")
a23 = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["kafka-cluster:*"], n = 1.50, b = "<\"&>\n\u00e9" }] })
a24 = jsondecode("{\"a\": [1, 2.50, null, true, \"x\\n\"]}")
a25 = min(3, 1, 2) + max(4, "5") + ceil(1.2) + floor(-1.2) + abs(-3)
a26 = length([1, 2]) + length([])
a27 = toset(["b", "a", "b"])
a28 = tolist([1, "2", true])
a29 = tomap({ a = 1, b = "2" })
a30 = tostring(1.50)
a31 = tonumber("0x10") + 1
a32 = tobool("true")
a33 = try([1][5], "fallback")
a34 = can({ a = 1 }.b)
a35 = element(["a", "b", "c"], 4)
a36 = keys({ b = 1, a = 2 })
a37 = values({ b = 1, a = "x" })
a38 = flatten([[1, [2]], [], [3]])
a39 = compact(["a", "", "b"])
a40 = split(",", "a,b,,c")
a41 = replace("a-b-c", "-", "_")
a42 = lower("ABC") == "abc" ? upper("x") : 0
a43 = trimspace("  x\n ")
a44 = trim("xxhixx", "x")
a45 = trimprefix("kafka-x", "kafka-")
a46 = trimsuffix("x.arn", ".arn")
a47 = chomp("x\r\n\n")
a48 = contains(["a", "b"], "b")
a49 = distinct(["a", "b", "a"])
a50 = sort(["b", "c", "a"])
a51 = reverse([1, 2, 3])
a52 = slice(["a", "b", "c"], 1, 3)
a53 = zipmap(["a", "b"], [1, 2])
a54 = max([1, 5, 3]...)
a55 = <<-EOT
    one=${1}
      two=%{ if true ~} yes %{~ else }no%{ endif }
    %{ for x in ["a", "b"] ~}
    ${x},
    %{ endfor ~}
    end
  EOT
a56 = "%{ for i, x in ["a", "b"] }${i}${x};%{ endfor }"
a57 = 1 == "1"
a58 = null == null
a59 = { a = 1 } == { a = 1 }
a60 = [1, 2] == [1, 2]
a61 = false && true ? "x" : "y"
a62 = 10 / 4
a63 = 1 / 0
a64 = "a" + 1
a65 = "5" * 2
a66 = [for k, v in ["a", "b"] : "${k}-${v}"]
a67 = true ? [] : ["a"]
a68 = true ? ["a", 1] : [2]
a69 = !"true"
a70 = -"3"
a71 = [1, 2, 3].1
a72 = { "a b" = 1 }["a b"]
a73 = { 1 = "x" }[1]
a74 = [for x in toset(["b", "a"]) : x]
a75 = { for k, v in toset(["b", "a"]) : k => v }
