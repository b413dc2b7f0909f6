#ifndef GATEWAY_POLICY_POLICY_H_
#define GATEWAY_POLICY_POLICY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_pack.pb.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::policy {

// Why one category got its level: the grant and ground that gave it, the
// ceiling that lowered it. Ids are those of the pack; empty where there is
// none. `refusals` are the codes of all ceilings that allow less than the grant
// gives, in the order of their ids.
struct CategoryReason {
  v1::Category category = v1::CATEGORY_UNSPECIFIED;
  v1::Level level = v1::LEVEL_WITHHELD;
  std::string grant_id;
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  std::string ground_source;
  std::string ceiling_id;
  std::vector<v1::RefusalCode> refusals = {};
};

// The compiled policy of one deployment. Immutable, pure, thread-safe.
class Policy {
 public:
  // Compiles the packs as one policy (order does not matter).
  // INVALID_ARGUMENT: unknown name, duplicate id, missing id or citation; the
  // message names the rule.
  static absl::StatusOr<std::shared_ptr<const Policy>> Compile(
      const std::vector<v1::PolicyPack>& packs);

  ~Policy();

  // The level of each category: an OR over the grounds of what each opens
  // alone. Never fails; no allocation.
  LevelSet Evaluate(const Situation& situation) const;

  // The indexes into situation.grounds that contributed to the outcome: each
  // opens, alone, some category to a level that the outcome has.
  std::vector<int> Contributing(const Situation& situation) const;

  // Obligations of the contributing grounds for what `disclosed` has; sorted.
  std::vector<v1::Obligation> Obligations(const Situation& situation,
                                          const LevelSet& disclosed) const;

  // One reason per category whose level is not WITHHELD, or that some grant
  // would have opened without the ceilings (with the ceiling that closed it).
  std::vector<CategoryReason> Explain(
      const Situation& situation, CategorySet of = CategorySet::All()) const;

  // The codes of the ceilings under which no field of one of these categories
  // leaves on one of the situation's grounds, whatever a grant gave; sorted.
  // For categories that Explain has no reason for.
  std::vector<v1::RefusalCode> WhyClosed(const Situation& situation,
                                         CategorySet categories) const;

  // May this role in this relation do this? Deny by default.
  bool Allows(v1::AudienceType audience, v1::Role role, v1::Relation relation,
              v1::Action action) const;

  // The number of the row that decides: situations of one row differ only in
  // facts and grounds. For analysis and tests.
  uint32_t RowNumber(const Situation& situation) const;
  // The number of what a ground of this basis opens there, before its mask:
  // situations with the same number differ on this ground only in facts. 0
  // opens nothing.
  uint32_t OpeningNumber(const Situation& situation, v1::BasisCode basis) const;

  // SHA-256 (32 bytes) over the digests of the packs' canonical bytes, sorted.
  const std::string& hash() const;
  // Of the tables that decide; without ids, sentences and actions.
  size_t SizeInBytes() const;
  // The plain sentence of a grant, ceiling or action rule; empty if unknown.
  std::string Sentence(absl::string_view rule_id, bool japanese) const;

 private:
  struct Compiled;
  explicit Policy(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_POLICY_H_
