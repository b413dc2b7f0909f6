#include "tests/property/policy/whole_space.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"
#include "tests/property/policy/mended_matrix.h"
#include "tests/property/policy/pack_files.h"

namespace tasuki::policy {
namespace {

template <typename Enum, typename Visit>
void ForEachValue(int last, const Visit& visit) {
  for (int value = 0; value <= last; ++value) visit(static_cast<Enum>(value));
}

// Tells for many positions which rules and rows have them in scope.
class Scopes {
 public:
  Scopes(const NaiveEvaluator& naive, const TableEvaluator& table)
      : naive_(naive), table_(table) {
    for (const NaiveGrant& grant : naive.grants()) {
      AddScope(grant.rule->scope(), kYes);
    }
    for (const NaiveCeiling& ceiling : naive.ceilings())
      AddLimit(*ceiling.rule);
    for (const v1::Guarantee* rule : naive.guarantees()) AddLimit(*rule);
    for (const GrantRow& row : table.tables().grants) Add(row, kYes);
    for (const CeilingRow& row : table.tables().ceilings) {
      Add(row.scope, kMaybe);
    }
  }

  ScopeSieve::Bits Passing(const Situation& s) const {
    return sieve_.Passing(s);
  }

  // As the evaluators find them rule by rule.
  void Read(const ScopeSieve::Bits& bits, bool own, PositionClass& to) const {
    size_t at = 0;
    for (const NaiveGrant& grant : naive_.grants()) {
      const bool spared = grant.basis == v1::BASIS_CODE_OWN && !own;
      if (Has(bits, at++) && !spared) to.rules.grants.push_back(&grant);
    }
    for (const NaiveCeiling& ceiling : naive_.ceilings()) {
      const bool spared = ceiling.rule->reader_is_not_holder() && own;
      if (Limits(bits, at) && !spared) to.rules.ceilings.push_back(&ceiling);
    }
    for (const v1::Guarantee* rule : naive_.guarantees()) {
      if (Limits(bits, at)) to.rules.guarantees.push_back(rule);
    }
    for (const GrantRow& row : table_.tables().grants) {
      const bool spared = row.basis == v1::BASIS_CODE_OWN && !own;
      if (Has(bits, at++) && !spared) to.rows.grants.push_back(&row);
    }
    for (const CeilingRow& row : table_.tables().ceilings) {
      const bool spared = row.reader_is_not_holder && own;
      if (Has(bits, at++) && !spared) to.rows.ceilings.push_back(&row);
    }
  }

 private:
  template <typename Scope>
  void Add(const Scope& scope, Answer at_least) {
    sieve_.Add([&](Term term, int value) {
      return Listed(scope, term, value) >= at_least;
    });
  }
  void AddScope(const v1::Scope& scope, Answer at_least) {
    Add(scope, at_least);
  }
  // A limit takes two places: its scope, and what it excepts.
  template <typename Rule>
  void AddLimit(const Rule& rule) {
    AddScope(rule.scope(), kMaybe);
    sieve_.Add([&](Term term, int value) {
      return rule.has_except() && Listed(rule.except(), term, value) == kYes;
    });
  }
  static bool Limits(const ScopeSieve::Bits& bits, size_t& at) {
    const bool in_scope = Has(bits, at++);
    return !Has(bits, at++) && in_scope;
  }

  const NaiveEvaluator& naive_;
  const TableEvaluator& table_;
  ScopeSieve sieve_;
};

}  // namespace

void ForEachPosition(const std::function<void(const Situation&)>& visit) {
  Situation s;
  ForEachValue<v1::AudienceType>(v1::AudienceType_MAX, [&](auto reader) {
    ForEachValue<v1::Role>(v1::Role_MAX, [&](auto role) {
      // Readers that are not legal are one class; a test of its own walks them.
      if (!IsLegalReader(reader, role)) return;
      s.reader = reader;
      s.role = role;
      ForEachValue<v1::Relation>(v1::Relation_MAX, [&](auto relation) {
        s.relation = relation;
        ForEachValue<v1::AudienceType>(v1::AudienceType_MAX, [&](auto holder) {
          s.holder = holder;
          ForEachValue<v1::Purpose>(v1::Purpose_MAX, [&](auto purpose) {
            s.purpose = purpose;
            ForEachValue<v1::CaseClass>(v1::CaseClass_MAX, [&](auto value) {
              s.case_class = value;
              for (const bool own : {false, true}) {
                s.reader_is_holder = own;
                visit(s);
              }
            });
          });
        });
      });
    });
  });
}

Space::Space(const v1::PolicyPack& pack, const MatrixTables& tables)
    : policy_(Compiled(pack)), naive_({pack}), table_(tables) {
  FindPositions();
}

void Space::FindPositions() {
  const Scopes scopes(naive_, table_);
  std::map<std::pair<uint32_t, ScopeSieve::Bits>, size_t> classes;
  ForEachPosition([&](const Situation& situation) {
    const bool own =
        situation.reader_is_holder && situation.reader == situation.holder;
    ScopeSieve::Bits bits = scopes.Passing(situation);
    bits.push_back(own ? 1 : 0);
    const auto [found, is_new] = classes.emplace(
        std::pair(policy_->RowNumber(situation), std::move(bits)),
        positions_.size());
    if (is_new) {
      PositionClass& position = positions_.emplace_back();
      position.example = situation;
      scopes.Read(found->first.second, own, position);
    }
    ++positions_[found->second].positions;
  });
}

const Space& TheSpace() {
  static const auto* space = new Space(NationalBaseline(), MendedMatrix());
  return *space;
}

std::string PlaceOf(const Situation& s) {
  std::string place = absl::StrCat(
      ShortName(s.reader), "/", ShortName(s.role), " ", ShortName(s.relation),
      " holder ", ShortName(s.holder), s.reader_is_holder ? " (self) " : " ",
      ShortName(s.purpose), " ", ShortName(s.case_class));
  for (const Ground& ground : s.grounds) {
    absl::StrAppend(&place, " on ", ShortName(ground.basis));
  }
  return place;
}

}  // namespace tasuki::policy
