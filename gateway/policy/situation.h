#ifndef GATEWAY_POLICY_SITUATION_H_
#define GATEWAY_POLICY_SITUATION_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gateway/model/fact_set.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::policy {

// A ground that holds now for one decision unit (docs/model.md). `mask` is the
// most it can open; `source` names the row it was computed from, such as
// "consents/…", and goes to the log and the explanation only.
struct Ground {
  v1::BasisCode basis = v1::BASIS_CODE_UNSPECIFIED;
  LevelSet mask = LevelSet::Full();
  std::string source;
  absl::Time valid_until = absl::InfiniteFuture();
};

// Everything one decision depends on. A value left unspecified is unknown: it
// matches no grant that names values and escapes no ceiling that does.
struct Situation {
  v1::AudienceType reader = v1::AUDIENCE_TYPE_UNSPECIFIED;
  v1::Role role = v1::ROLE_UNSPECIFIED;  // unknown: no grant at all
  v1::Relation relation = v1::RELATION_UNSPECIFIED;
  v1::AudienceType holder = v1::AUDIENCE_TYPE_UNSPECIFIED;
  // Reader and holder are the same party (not merely the same audience).
  bool reader_is_holder = false;
  v1::Purpose purpose = v1::PURPOSE_UNSPECIFIED;
  v1::CaseClass case_class = v1::CASE_CLASS_UNSPECIFIED;
  KnownFacts facts;
  std::vector<Ground> grounds;
};

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_SITUATION_H_
