#include "tests/property/policy/whole_space.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <set>
#include <sstream>

#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"

namespace tasuki::policy {
namespace {

// What one attribute of the facts may be: each state is a list of facts with
// their value; facts of the attribute that a state does not list are unknown.
using State = std::vector<std::pair<v1::Fact, bool>>;
using Attribute = std::vector<State>;  // the most open state first

// Facts of one attribute whose values exclude each other. They stand for one
// stored value (an onward rule, a grasp level), so the states in which two are
// true at once stand for nothing; random situations have them all the same.
constexpr std::array<std::array<v1::Fact, 3>, 2> kExclusive = {{
    {v1::FACT_ONWARD_NONE, v1::FACT_ONWARD_CENTRE,
     v1::FACT_ONWARD_REDUCED_ONLY},
    {v1::FACT_GRASP_NONE, v1::FACT_GRASP_EXISTENCE, v1::FACT_GRASP_SUMMARY},
}};

// Up to this many assignments all three states of each fact are combined.
constexpr uint64_t kAllStates = 60'000;

Attribute Exclusive(const std::array<v1::Fact, 3>& facts) {
  Attribute attribute = {{}};
  for (const v1::Fact fact : facts) attribute[0].emplace_back(fact, false);
  for (const v1::Fact fact : facts) {
    State state = attribute[0];
    for (auto& [other, value] : state) value = other == fact;
    attribute.push_back(std::move(state));
  }
  attribute.push_back({});
  return attribute;
}

enum class Form { kThreeStates, kOpposite, kUnknown };

// A fact has three states but usually two effects: where only "known true"
// matters, false and unknown are one, where only "known false" matters, true
// and unknown are. Large groups are gone through once with each form of the
// closing effect, small ones with all three states combined.
Attribute Single(const CellGroup& group, v1::Fact fact, Form form) {
  const bool matters_true = group.matter_true.Contains(fact);
  const bool matters_false = group.matter_false.Contains(fact);
  if (form == Form::kThreeStates || (matters_true && matters_false)) {
    return {{{fact, matters_true}}, {{fact, !matters_true}}, {}};
  }
  if (form == Form::kUnknown) return {{{fact, matters_true}}, {}};
  return {{{fact, matters_true}}, {{fact, !matters_true}}};
}

std::vector<Attribute> AttributesOf(const CellGroup& group, Form form) {
  FactSet left = group.matter_true | group.matter_false;
  std::vector<Attribute> attributes;
  for (const auto& facts : kExclusive) {
    FactSet set;
    for (const v1::Fact fact : facts) set = set | FactSet::Of(fact);
    if (!left.Intersects(set)) continue;
    attributes.push_back(Exclusive(facts));
    left = left.Without(set);
  }
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    if (left.Contains(fact)) attributes.push_back(Single(group, fact, form));
  }
  return attributes;
}

uint64_t Combinations(const std::vector<Attribute>& attributes) {
  uint64_t product = 1;
  for (const Attribute& attribute : attributes) product *= attribute.size();
  return product;
}

// Depth-first over the attributes; at most `deviations` of them are not in
// their first state.
class Walk {
 public:
  Walk(std::vector<Attribute> attributes,
       const std::function<bool(const KnownFacts&)>& visit)
      : attributes_(std::move(attributes)), visit_(visit) {}

  bool Go(size_t deviations) { return From(0, deviations); }
  uint64_t visited() const { return visited_; }

 private:
  bool From(size_t depth, size_t deviations) {
    if (depth == attributes_.size()) {
      ++visited_;
      return visit_(facts_);
    }
    const Attribute& attribute = attributes_[depth];
    for (size_t i = 0; i < attribute.size(); ++i) {
      if (i > 0 && deviations == 0) break;
      for (const auto& [fact, value] : attribute[0]) facts_.Hide(fact);
      for (const auto& [fact, value] : attribute[i]) facts_.Set(fact, value);
      if (!From(depth + 1, deviations - (i > 0 ? 1 : 0))) return false;
    }
    for (const auto& [fact, value] : attribute[0]) facts_.Hide(fact);
    return true;
  }

  const std::vector<Attribute> attributes_;
  const std::function<bool(const KnownFacts&)>& visit_;
  KnownFacts facts_;
  uint64_t visited_ = 0;
};

void CountFacts(const NaiveCell& cell, FactSet& matter_true,
                FactSet& matter_false) {
  for (const NaiveCell::Rule& grant : cell.grants) {
    for (const auto& [fact, negated] : grant.condition) {
      matter_true = matter_true | FactSet::Of(fact);
    }
  }
  for (const NaiveCell::Rule& ceiling : cell.ceilings) {
    for (const auto& [fact, negated] : ceiling.condition) {
      FactSet& set = negated ? matter_true : matter_false;
      set = set | FactSet::Of(fact);
    }
  }
}

template <typename Enum, typename Visit>
void ForEachValue(int last, const Visit& visit) {
  for (int value = 0; value <= last; ++value) visit(static_cast<Enum>(value));
}

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

std::string Place(const Situation& s) {
  std::ostringstream text;
  text << ShortName(s.reader) << '/' << ShortName(s.role) << ' '
       << ShortName(s.relation) << " holder " << ShortName(s.holder)
       << (s.reader_is_holder ? " (self) " : " ") << ShortName(s.purpose) << ' '
       << ShortName(s.case_class) << " on " << ShortName(s.grounds[0].basis);
  return text.str();
}

}  // namespace

std::vector<PositionClass> PositionClassesOf(const Policy& policy,
                                             const NaiveEvaluator& naive) {
  std::map<std::pair<uint32_t, NaiveEvaluator::InScope>, PositionClass> classes;
  ForEachPosition([&](const Situation& situation) {
    NaiveEvaluator::InScope rules = naive.RulesInScope(situation);
    // Without a grant on either side there is nothing to tell apart.
    const uint32_t row = policy.RowNumber(situation);
    if (rules.grants.empty()) rules = {};
    PositionClass& found = classes[{row, rules}];
    if (found.positions++ == 0) {
      found.example = situation;
      found.rules = std::move(rules);
    }
  });
  std::vector<PositionClass> list;
  for (auto& [key, position] : classes) list.push_back(std::move(position));
  return list;
}

std::vector<CellGroup> GroupsOf(const PositionClass& position) {
  std::vector<CellGroup> groups;
  for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
    const auto basis = static_cast<v1::BasisCode>(b);
    std::map<std::array<uint64_t, 4>, CellGroup> by_facts;
    CategorySet silent;
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      const auto category = static_cast<v1::Category>(c);
      NaiveCell cell = NaiveEvaluator::CellOf(position.rules, basis, category);
      if (cell.grants.empty()) silent = silent | CategorySet::Of(category);
      FactSet matter_true, matter_false;
      CountFacts(cell, matter_true, matter_false);
      CellGroup& group =
          by_facts[{matter_true.words()[0], matter_true.words()[1],
                    matter_false.words()[0], matter_false.words()[1]}];
      group.matter_true = matter_true;
      group.matter_false = matter_false;
      group.cells.emplace_back(category, std::move(cell));
    }
    for (auto& [facts, group] : by_facts) {
      group.situation = position.example;
      Ground ground;
      ground.basis = basis;
      group.situation.grounds = {ground};
      group.silent = silent;
      group.positions = position.positions;
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

uint64_t ForEachAssignment(
    const CellGroup& group, Depth depth,
    const std::function<bool(const KnownFacts&)>& visit) {
  std::vector<Attribute> all = AttributesOf(group, Form::kThreeStates);
  if (depth == Depth::kNearUsual || Combinations(all) <= kAllStates) {
    const size_t deviations = depth == Depth::kWhole ? all.size() : 2;
    Walk walk(std::move(all), visit);
    walk.Go(deviations);
    return walk.visited();
  }
  uint64_t visited = 0;
  for (const Form form : {Form::kOpposite, Form::kUnknown}) {
    Walk walk(AttributesOf(group, form), visit);
    const bool go_on = walk.Go(all.size());
    visited += walk.visited();
    if (!go_on) break;
  }
  return visited;
}

Comparison Compare(const Policy& policy, const CellGroup& group, Depth depth) {
  Comparison comparison;
  Situation situation = group.situation;
  comparison.compared =
      ForEachAssignment(group, depth, [&](const KnownFacts& facts) {
        situation.facts = facts;
        const LevelSet outcome = policy.Evaluate(situation);
        if (!(outcome.existence() & group.silent).empty()) {
          comparison.disagreement =
              Place(situation) + ": opens what no rule gives";
        }
        for (const auto& [category, cell] : group.cells) {
          const v1::Level expected = cell.LevelUnder(facts);
          if (outcome.At(category) == expected) continue;
          comparison.disagreement = Place(situation) + ": " +
                                    ShortName(category) + " is " +
                                    ShortName(outcome.At(category)) +
                                    ", the rules say " + ShortName(expected);
        }
        return !comparison.disagreement.has_value();
      });
  return comparison;
}

}  // namespace tasuki::policy
