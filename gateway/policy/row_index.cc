#include "gateway/policy/row_index.h"

#include "gateway/policy/legal_reader.h"

namespace tasuki::policy {
namespace {

// One number for audience and role: they are legal or not only together.
int ReaderNumber(v1::AudienceType audience, v1::Role role) {
  if (!IsLegalReader(audience, role)) return 0;
  return audience * (v1::Role_MAX + 1) + role;
}

bool ReaderIsHolder(const Situation& situation) {
  // A claim to be the holder of what another kind of body holds is a
  // contradiction; the answer that gives less is no.
  return situation.reader_is_holder && situation.reader == situation.holder;
}

}  // namespace

uint32_t RowIndex::Find(const Situation& situation) const {
  return row_at_[readers_[ReaderNumber(situation.reader, situation.role)] +
                 relations_[situation.relation] + holders_[situation.holder] +
                 purposes_[situation.purpose] + classes_[situation.case_class] +
                 is_holder_[ReaderIsHolder(situation) ? 1 : 0]];
}

}  // namespace tasuki::policy
