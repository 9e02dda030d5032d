#include "rule/codegen.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "klamm/version.h"

namespace klamm {
namespace {

class Generator {
 public:
  Generator(const Expression& expression, const std::vector<Typed>& types,
            const std::function<StringRef(std::string_view)>& intern, std::vector<uint32_t>& words)
      : expression_(expression), types_(types), intern_(intern), words_(words) {}

  // Recursion is as deep as the parser let the expression be; long chains of && and || go down their left side only.
  void emit(ExprIndex index) {
    const Expr& expr = expression_.at(index);
    const Typed& typed = types_[index];
    switch (expr.kind) {
      case ExprKind::kBool:
        words_.push_back(make_word(Op::kBool, expr.truth ? 1 : 0));
        break;
      case ExprKind::kNumber:
        emit_number(expr);
        break;
      case ExprKind::kText:
        emit_text(Op::kText, 0, expr.text);
        break;
      case ExprKind::kList:
        emit_list(expr, typed);
        break;
      case ExprKind::kPath:
        if (typed.key.id == kNoKey) {
          emit_text(Op::kRawKey, key_operand(0, typed.key.type), expr.text);
        } else {
          words_.push_back(make_word(Op::kKey, key_operand(typed.key.id, typed.key.type)));
        }
        break;
      case ExprKind::kFact:
        words_.push_back(make_word(Op::kFact, static_cast<uint32_t>(typed.fact)));
        break;
      case ExprKind::kIt:
        words_.push_back(make_word(Op::kIt));
        break;
      case ExprKind::kSet:
        emit_unary(expr, Op::kSet);
        break;
      case ExprKind::kExplicit:
        emit_unary(expr, Op::kExplicit);
        break;
      case ExprKind::kKnown:
        emit_unary(expr, Op::kKnown);
        break;
      case ExprKind::kSize:
        emit_unary(expr, Op::kSize);
        break;
      case ExprKind::kNot:
        emit_unary(expr, Op::kNot);
        break;
      case ExprKind::kAny:
        emit_each(expr, Op::kAny);
        break;
      case ExprKind::kAll:
        emit_each(expr, Op::kAll);
        break;
      case ExprKind::kAnd:
        emit_short(expr, Op::kSkipIfFalse, Op::kAnd);
        break;
      case ExprKind::kOr:
        emit_short(expr, Op::kSkipIfTrue, Op::kOr);
        break;
      case ExprKind::kEqual:
        emit_binary(expr, Op::kEqual);
        break;
      case ExprKind::kNotEqual:
        emit_binary(expr, Op::kNotEqual);
        break;
      case ExprKind::kLess:
        emit_binary(expr, Op::kLess);
        break;
      case ExprKind::kLessEqual:
        emit_binary(expr, Op::kLessEqual);
        break;
      case ExprKind::kGreater:
        emit_binary(expr, Op::kGreater);
        break;
      case ExprKind::kGreaterEqual:
        emit_binary(expr, Op::kGreaterEqual);
        break;
      case ExprKind::kIn:
        emit_binary(expr, Op::kIn);
        break;
      case ExprKind::kLike:
        emit_binary(expr, Op::kLike);
        break;
    }
  }

 private:
  void push64(uint64_t bits) {
    words_.push_back(static_cast<uint32_t>(bits));
    words_.push_back(static_cast<uint32_t>(bits >> 32));
  }
  void emit_number(const Expr& expr) {
    words_.push_back(make_word(expr.whole ? Op::kInteger : Op::kDouble));
    push64(expr.whole ? static_cast<uint64_t>(expr.integer) : std::bit_cast<uint64_t>(expr.number));
  }
  void push_text(std::string_view text) {
    StringRef ref = intern_(text);
    words_.push_back(ref.offset);
    words_.push_back(ref.size);
  }
  void emit_text(Op op, uint32_t operand, std::string_view text) {
    words_.push_back(make_word(op, operand));
    push_text(text);
  }
  void emit_list(const Expr& expr, const Typed& typed) {
    auto count = static_cast<uint32_t>(expr.items.size());
    words_.push_back(make_word(typed.numbers ? Op::kNumberList : Op::kTextList, count));
    for (ExprIndex item : expr.items) {
      if (typed.numbers) {
        push64(std::bit_cast<uint64_t>(expression_.at(item).number));
      } else {
        push_text(expression_.at(item).text);
      }
    }
  }
  void emit_unary(const Expr& expr, Op op) {
    emit(expr.left);
    words_.push_back(make_word(op));
  }
  void emit_each(const Expr& expr, Op op) {
    emit(expr.left);
    size_t head = words_.size();
    words_.push_back(0);
    emit(expr.right);
    words_[head] = make_word(op, static_cast<uint32_t>(words_.size() - head - 1));
  }
  void emit_short(const Expr& expr, Op skip, Op join) {
    emit(expr.left);
    size_t head = words_.size();
    words_.push_back(0);
    emit(expr.right);
    words_.push_back(make_word(join));
    words_[head] = make_word(skip, static_cast<uint32_t>(words_.size() - head - 1));
  }
  // A literal beside a version is a version.
  void emit_operand(ExprIndex index, bool version) {
    if (version && expression_.at(index).kind == ExprKind::kText) {
      words_.push_back(make_word(Op::kVersion, parse_version(expression_.at(index).text)->line()));
    } else {
      emit(index);
    }
  }
  void emit_binary(const Expr& expr, Op op) {
    bool version = types_[expr.left].type == LogicType::kVersion || types_[expr.right].type == LogicType::kVersion;
    emit_operand(expr.left, version);
    emit_operand(expr.right, version);
    bool fold = types_[expr.left].key.ignore_case || types_[expr.right].key.ignore_case;
    words_.push_back(make_word(op, fold ? 1 : 0));
  }

  const Expression& expression_;
  const std::vector<Typed>& types_;
  const std::function<StringRef(std::string_view)>& intern_;
  std::vector<uint32_t>& words_;
};

}  // namespace

bool generate(const Expression& expression, const std::vector<Typed>& types,
              const std::function<StringRef(std::string_view)>& intern, std::vector<uint32_t>& words,
              Complaint& complaint) {
  size_t before = words.size();
  Generator(expression, types, intern, words).emit(expression.root);
  if (words.size() - before <= kMaxProgramWords) return true;
  complaint = {0, fmt::format("compiles to more than {} words", kMaxProgramWords)};
  return false;
}

bool compile_expression(std::string_view text, const NameContext& context,
                        const std::function<StringRef(std::string_view)>& intern, std::vector<uint32_t>& words,
                        Complaint& complaint) {
  Expression expression;
  std::vector<Typed> types;
  return parse_expression(text, expression, complaint) && type_expression(expression, context, types, complaint) &&
         generate(expression, types, intern, words, complaint);
}

}  // namespace klamm
