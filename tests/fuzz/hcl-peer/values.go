// The values of arguments, with functions of cty that Terraform takes as they are.
package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

var compared, unknown int

var context = &hcl.EvalContext{Functions: map[string]function.Function{
	"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "max": stdlib.MaxFunc, "min": stdlib.MinFunc,
	"upper": stdlib.UpperFunc, "lower": stdlib.LowerFunc, "chomp": stdlib.ChompFunc, "join": stdlib.JoinFunc,
	"split": stdlib.SplitFunc, "replace": stdlib.ReplaceFunc, "trim": stdlib.TrimFunc, "trimprefix": stdlib.TrimPrefixFunc,
	"trimsuffix": stdlib.TrimSuffixFunc, "trimspace": stdlib.TrimSpaceFunc, "format": stdlib.FormatFunc,
	"concat": stdlib.ConcatFunc, "merge": stdlib.MergeFunc, "lookup": stdlib.LookupFunc, "keys": stdlib.KeysFunc,
	"values": stdlib.ValuesFunc, "flatten": stdlib.FlattenFunc, "compact": stdlib.CompactFunc, "distinct": stdlib.DistinctFunc,
	"contains": stdlib.ContainsFunc, "element": stdlib.ElementFunc, "sort": stdlib.SortFunc, "reverse": stdlib.ReverseListFunc,
	"slice": stdlib.SliceFunc, "jsonencode": stdlib.JSONEncodeFunc, "jsondecode": stdlib.JSONDecodeFunc,
	"zipmap": stdlib.ZipmapFunc, "try": tryfunc.TryFunc, "can": tryfunc.CanFunc, "length": stdlib.LengthFunc,
	"tostring": stdlib.MakeToFunc(cty.String), "tonumber": stdlib.MakeToFunc(cty.Number), "tobool": stdlib.MakeToFunc(cty.Bool),
	"tolist": stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)), "toset": stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)),
	"tomap": stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)),
}}

func arguments(body *hclsyntax.Body) []*hclsyntax.Attribute {
	type item struct {
		at   int
		list []*hclsyntax.Attribute
	}
	var items []item
	for _, attribute := range body.Attributes {
		items = append(items, item{attribute.SrcRange.Start.Byte, []*hclsyntax.Attribute{attribute}})
	}
	for _, block := range body.Blocks {
		items = append(items, item{block.TypeRange.Start.Byte, arguments(block.Body)})
	}
	sort.Slice(items, func(i, j int) bool { return items[i].at < items[j].at })
	var all []*hclsyntax.Attribute
	for _, item := range items {
		all = append(all, item.list...)
	}
	return all
}

// Names and functions that only one side knows say nothing.
func beyond(diagnostics hcl.Diagnostics) bool {
	for _, diagnostic := range diagnostics {
		// Terraform's own lookup() may have null for a default.
		if strings.Contains(diagnostic.Detail, `"default" parameter: argument must not be null`) {
			return true
		}
		// Errors have no type here.
		if strings.Contains(diagnostic.Detail, "bool required, but have number") {
			return true
		}
		switch diagnostic.Summary {
		case "Variables not allowed", "Unknown variable", "Call to unknown function":
			return true
		}
	}
	return false
}

func valueDifference(body *hclsyntax.Body, ours []string) string {
	all := arguments(body)
	for index, attribute := range all {
		mine := ours[index]
		if mine == "?" {
			unknown++
			continue
		}
		value, diagnostics := attribute.Expr.Value(context)
		if beyond(diagnostics) {
			continue
		}
		compared++
		if mine == "!" {
			if !diagnostics.HasErrors() {
				return fmt.Sprintf("%s: only we call it an error, the peer says %#v", attribute.Name, value)
			}
			continue
		}
		if diagnostics.HasErrors() {
			return fmt.Sprintf("%s: we say %s, the peer %s", attribute.Name, mine, diagnostics.Error())
		}
		if !value.IsWhollyKnown() {
			return fmt.Sprintf("%s: we say %s, the peer does not know", attribute.Name, mine)
		}
		text, err := stdlib.JSONEncode(value)
		if err != nil || text.AsString() != mine {
			return fmt.Sprintf("%s: we say %s, the peer %#v", attribute.Name, strings.TrimSpace(mine), value)
		}
	}
	return ""
}
