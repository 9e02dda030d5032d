// What HashiCorp's parser made of a text, in the words of hcl_dump.cc.
package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type dumper struct {
	out  strings.Builder
	text []byte
}

func (d *dumper) word(text string) {
	if s := d.out.String(); d.out.Len() > 0 && s[len(s)-1] != '(' {
		d.out.WriteByte(' ')
	}
	d.out.WriteString(text)
}

func (d *dumper) place(begin, end int) { d.word(fmt.Sprintf("%d-%d", begin, end)) }

func (d *dumper) quoted(text string) {
	var shown strings.Builder
	shown.WriteByte('\'')
	for index := 0; index < len(text); index++ {
		b := text[index]
		if b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '.' || b == '-' {
			shown.WriteByte(b)
		} else {
			fmt.Fprintf(&shown, "%%%02x", b)
		}
	}
	shown.WriteByte('\'')
	d.word(shown.String())
}

func (d *dumper) open(name string, begin, end int) {
	d.word("(")
	d.out.WriteString(name)
	d.place(begin, end)
}

func (d *dumper) close() { d.out.WriteByte(')') }

func (d *dumper) plain(name string, r hcl.Range, children ...hclsyntax.Expression) {
	d.open(name, r.Start.Byte, r.End.Byte)
	for _, child := range children {
		d.show(child)
	}
	d.close()
}

// The root body's range is the whole text's, which the peer does not say.
func (d *dumper) body(body *hclsyntax.Body, begin, end int) {
	d.open("body", begin, end)
	type item struct {
		at   int
		show func()
	}
	var items []item
	for _, attribute := range body.Attributes {
		attribute := attribute
		items = append(items, item{attribute.SrcRange.Start.Byte, func() {
			d.open("attribute", attribute.SrcRange.Start.Byte, attribute.SrcRange.End.Byte)
			d.quoted(attribute.Name)
			d.place(attribute.NameRange.Start.Byte, attribute.NameRange.End.Byte)
			d.show(attribute.Expr)
			d.close()
		}})
	}
	for _, block := range body.Blocks {
		block := block
		items = append(items, item{block.TypeRange.Start.Byte, func() {
			d.open("block", block.TypeRange.Start.Byte, block.CloseBraceRange.End.Byte)
			d.quoted(block.Type)
			d.place(block.TypeRange.Start.Byte, block.TypeRange.End.Byte)
			for index, label := range block.Labels {
				r := block.LabelRanges[index]
				d.open("name", r.Start.Byte, r.End.Byte)
				d.quoted(label)
				d.close()
			}
			d.body(block.Body, block.OpenBraceRange.Start.Byte, block.CloseBraceRange.End.Byte)
			d.close()
		}})
	}
	sort.Slice(items, func(i, j int) bool { return items[i].at < items[j].at })
	for _, item := range items {
		item.show()
	}
	d.close()
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr: "||", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalNot: "!", hclsyntax.OpEqual: "==",
	hclsyntax.OpNotEqual: "!=", hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=", hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-",
	hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%", hclsyntax.OpNegate: "neg",
}

func (d *dumper) key(value cty.Value) {
	switch {
	case !value.IsKnown():
		d.word("?")
	case value.IsNull():
		d.word("null")
	case value.Type() == cty.Number:
		text := value.AsBigFloat().Text('f', -1)
		if strings.Contains(text, ".") {
			text = "?"
		}
		d.word(text)
	case value.Type() == cty.Bool:
		d.word(fmt.Sprint(value.True()))
	default:
		d.quoted(value.AsString())
	}
}

// Steps behind an expression, each around what stands before it, as one node for each.
func (d *dumper) traversal(begin int, steps hcl.Traversal, root func()) {
	if len(steps) == 0 {
		root()
		return
	}
	rest, last := steps[:len(steps)-1], steps[len(steps)-1]
	switch step := last.(type) {
	case hcl.TraverseRoot:
		d.open("variable", step.SrcRange.Start.Byte, step.SrcRange.End.Byte)
		d.quoted(step.Name)
	case hcl.TraverseAttr:
		d.open("get", begin, step.SrcRange.End.Byte)
		d.quoted(step.Name)
		d.place(step.SrcRange.End.Byte-len(step.Name), step.SrcRange.End.Byte)
		d.traversal(begin, rest, root)
	case hcl.TraverseIndex:
		d.open("index", begin, step.SrcRange.End.Byte)
		d.traversal(begin, rest, root)
		d.key(step.Key)
	}
	d.close()
}

func (d *dumper) literal(e *hclsyntax.LiteralValueExpr) {
	r := e.SrcRange
	switch {
	case e.Val.IsNull():
		d.plain("null", r)
	case e.Val.Type() == cty.Number:
		d.plain("number", r)
	case e.Val.Type() == cty.Bool:
		d.plain(fmt.Sprint(e.Val.True()), r)
	case e.Val.AsString() == "":
		d.word("(lit)")
	default:
		d.open("lit", r.Start.Byte, r.End.Byte)
		d.quoted(e.Val.AsString())
		d.close()
	}
}

func (d *dumper) object(e *hclsyntax.ObjectConsExpr) {
	d.open("object", e.SrcRange.Start.Byte, e.SrcRange.End.Byte)
	for _, item := range e.Items {
		key := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)
		variable, is := key.Wrapped.(*hclsyntax.ScopeTraversalExpr)
		if is && len(variable.Traversal) == 1 && !key.ForceNonLiteral {
			d.open("key", variable.SrcRange.Start.Byte, variable.SrcRange.End.Byte)
			d.quoted(variable.Traversal.RootName())
			d.close()
		} else {
			d.show(key.Wrapped)
		}
		d.show(item.ValueExpr)
	}
	d.close()
}

func (d *dumper) forExpression(e *hclsyntax.ForExpr) {
	name := "fortuple"
	if e.KeyExpr != nil {
		name = "forobject"
	}
	d.open(name, e.SrcRange.Start.Byte, e.SrcRange.End.Byte)
	if e.Group {
		d.word("...")
	}
	if e.CondExpr != nil {
		d.word("if")
	}
	// The peer keeps no places of the names.
	for _, variable := range []string{e.KeyVar, e.ValVar} {
		if variable != "" {
			d.word("(name ?")
			d.quoted(variable)
			d.close()
		}
	}
	for _, part := range []hclsyntax.Expression{e.CollExpr, e.KeyExpr, e.ValExpr, e.CondExpr} {
		if part != nil {
			d.show(part)
		}
	}
	d.close()
}

func (d *dumper) show(expression hclsyntax.Expression) {
	switch e := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		d.literal(e)
	case *hclsyntax.TemplateExpr:
		d.plain("template", e.SrcRange, e.Parts...)
	case *hclsyntax.TemplateWrapExpr:
		d.plain("wrapped", e.SrcRange, e.Wrapped)
	case *hclsyntax.TemplateJoinExpr:
		d.open("join", e.Tuple.Range().Start.Byte, e.Tuple.Range().End.Byte)
		d.show(e.Tuple)
		d.close()
	case *hclsyntax.ScopeTraversalExpr:
		d.traversal(e.SrcRange.Start.Byte, e.Traversal, nil)
	case *hclsyntax.RelativeTraversalExpr:
		d.traversal(e.Source.Range().Start.Byte, e.Traversal, func() { d.show(e.Source) })
	case *hclsyntax.IndexExpr:
		d.plain("index", e.SrcRange, e.Collection, e.Key)
	case *hclsyntax.SplatExpr:
		name := "splat"
		if d.text[e.MarkerRange.Start.Byte] == '.' {
			name = "attrsplat"
		}
		d.plain(name, e.SrcRange, e.Source, e.Each)
	case *hclsyntax.AnonSymbolExpr:
		d.plain("item", e.SrcRange)
	case *hclsyntax.ParenthesesExpr:
		d.plain("parentheses", e.SrcRange, e.Expression)
	case *hclsyntax.UnaryOpExpr:
		d.plain(operators[e.Op], e.SrcRange, e.Val)
	case *hclsyntax.BinaryOpExpr:
		d.plain(operators[e.Op], e.SrcRange, e.LHS, e.RHS)
	case *hclsyntax.ConditionalExpr:
		d.plain("?", e.SrcRange, e.Condition, e.TrueResult, e.FalseResult)
	case *hclsyntax.TupleConsExpr:
		d.plain("tuple", e.SrcRange, e.Exprs...)
	case *hclsyntax.ObjectConsExpr:
		d.object(e)
	case *hclsyntax.ForExpr:
		d.forExpression(e)
	case *hclsyntax.FunctionCallExpr:
		d.open("call", e.NameRange.Start.Byte, e.CloseParenRange.End.Byte)
		d.quoted(e.Name)
		d.place(e.NameRange.Start.Byte, e.NameRange.End.Byte)
		if e.ExpandFinal {
			d.word("...")
		}
		for _, argument := range e.Args {
			d.show(argument)
		}
		d.close()
	default:
		d.word(fmt.Sprintf("(%T)", expression))
	}
}
