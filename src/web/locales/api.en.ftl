# Sentences that only programs meet.
api-request-kind-fixed = The kind of a request cannot be changed once it is drafted. Begin another request.
api-suspended-by-admin = Suspended by the agency's administrator
api-suspended-by-review = Suspended after a review of accounts
