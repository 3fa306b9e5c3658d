# Identity sources
source-citizen-id-unissued = No citizen ID that begins with 9 was ever issued. Compare each digit with your card.
source-none-lead = Have your ID card at hand; you need what is on its front. You can start learning at once.
source-none-type-again = For your safety, type your citizen ID and password again.
notice-signed-up-desk = You are signed up and can start learning. Before you ask for a certificate, take your ID card to a service desk to have your identity verified.
