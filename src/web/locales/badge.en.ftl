# Certificates as Open Badges.
badge-download = Download the Open Badge (JSON)
badge-what = What an Open Badge is, and what it is good for
badge-what-text = An Open Badge is your certificate as a digitally signed file after the international standard Open Badges 3.0. You can keep it in a portfolio or a digital wallet, or send it to another organisation. Whoever receives it can check with their own tools that it is genuine, unchanged and not revoked.
badge-what-inside = It holds the course, its criteria, your score and the day of issue. Your name and your email address are inside in a form that cannot be read back, and your citizen id is not in it at all.
badge-demo = A sample from the demonstration; no official document
badge-score = Final score
badge-criteria-all-lessons = Complete every lesson
badge-criteria-lessons = Complete at least {$n} lessons
badge-criteria-score = Score at least {$n}% in the final
badge-criteria-minutes = Have at least {$n} minutes of study credited
badge-criteria-approved = Have a verified identity and an approved request
act-badge-key-made = A key that signs Open Badges was made
act-badge-key-rotated = The key that signs Open Badges was changed
act-badge-issued = The Open Badge of an older certificate was issued
