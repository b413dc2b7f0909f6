#include "tests/scenario/hidden_pairs.h"

namespace tasuki::scenario {
namespace {

// Of a case that is not the outsider's, with a colleague who could be told.
Pair OpenPair(const World& of, const std::string& outsider) {
  const auto ask = [](auto& request, const auto& name) {
    request.mutable_access()->set_need("出血して返事がない");
    request.set_case_(name);
    request.add_categories(v1::CATEGORY_C07);
  };
  const std::string colleague =
      outsider == "bodies/hokusei-cgc" ? "p-cgc-director-1" : "p-ob-nurse-1";
  v1::OpenBreakGlassRequest control;
  ask(control, of.a_case);
  control.set_second_person("p-phn-2");
  Pair pair = ControlledBy(
      PairOf<v1::OpenBreakGlassRequest>("the case", of.a_case, "mh",
                                        [&](auto& request, const auto& name) {
                                          ask(request, name);
                                          request.set_second_person(colleague);
                                        }),
      control);
  // Child development opens nothing for danger to life, and is told so.
  if (outsider == "bodies/sample-city/units/child-development") {
    pair.answered = absl::StatusCode::kFailedPrecondition;
  }
  return pair;
}

}  // namespace

std::vector<Pair> BreakGlassPairs(const World& of,
                                  const std::string& outsider) {
  // It is reviewed once it is over.
  return {OpenPair(of, outsider),
          Named<v1::GetBreakGlassRequest>("the opening", of.opening, "mh"),
          Named<v1::EndBreakGlassRequest>("the opening", of.opening, "mh"),
          PairOf<v1::ReviewBreakGlassRequest>(
              "the opening", of.opening, "sup",
              [](auto& request, const auto& name) {
                request.set_name(name);
                request.set_verdict(v1::BREAK_GLASS_VERDICT_JUSTIFIED);
              })};
}

}  // namespace tasuki::scenario
