# The scenario, with the Ruby client of openapi-generator.

require 'json'
require 'uri'
require 'archive_client'

def client(address, token = nil)
  config = ArchiveClient::Configuration.new
  config.scheme = URI(address).scheme
  config.host = "#{URI(address).host}:#{URI(address).port}"
  config.params_encoding = :multi
  config.logger = Logger.new($stderr, level: :warn)
  config.access_token = token
  # Without a token it would send an empty one.
  config.define_singleton_method(:auth_settings) { {} } if token.nil?
  ArchiveClient::ApiClient.new(config)
end

READER = client(ENV.fetch('ARCHIVE_URL'))
WRITER = client(ENV.fetch('ARCHIVE_URL'), ENV.fetch('TOKEN'))
INCIDENTS = ArchiveClient::IncidentsApi.new(READER)

def problem(type)
  yield
  raise 'no problem'
rescue ArchiveClient::ApiError => e
  type.build_from_hash(JSON.parse(e.response_body, symbolize_names: true))
end

def filters
  page = INCIDENTS.incidents_list(
    event_type: 'ASSAULT,COERCE',
    context: ['military', 'military,diplomatic'],
    participant_role: ['perpetrator'],
    date_after: Date.new(2024, 7, 1),
    date_before: Date.new(2024, 8, 31),
    date_match: ArchiveClient::DateMatch::POSSIBLE,
    updated_after: Time.new(2024, 1, 1, 0, 0, 0, '+02:00'),
    count: ArchiveClient::Count::EXACT
  )
  { count: page.count, titles: page.results.map(&:title) }
end

def pages
  sizes = []
  uids = []
  given = { limit: 2 }
  loop do
    page = INCIDENTS.incidents_list(given)
    sizes << page.results.size
    uids.concat(page.results.map(&:uid))
    return { sizes: sizes, uids: uids } if page.next_cursor.nil?

    given[:cursor] = page.next_cursor
  end
end

def expand
  incident = INCIDENTS.incidents_retrieve(ENV.fetch('INCIDENT'), expand: 'actors,places')
  actor = incident.participants[1].actor
  place = incident.places[0].place
  {
    actor: [actor.name, actor.kind, actor.sector, actor.country],
    place: [place.name, place.kind, place.country, place.lat, place.lon]
  }
end

def nulls
  incident = INCIDENTS.incidents_retrieve(ENV.fetch('EMPTY_INCIDENT'))
  article = ArchiveClient::ArticlesApi.new(READER).articles_retrieve(ENV.fetch('EMPTY_ARTICLE'))
  place = ArchiveClient::PlacesApi.new(READER).places_retrieve(ENV.fetch('EMPTY_PLACE'))
  date = incident.date
  published = article.published
  {
    incident: [
      incident.summary, incident.event_mode, incident.cameo_code, incident.acled_event_type,
      incident.acled_sub_event_type, incident.ucdp_violence_type,
      date.text, date.earliest, date.latest, date.basis, date.note, date.edtf
    ],
    article: [
      article.source, article.original_url, article.byline, article.language, article.text,
      article.revision, published.raw, published.day, published.at
    ],
    place: [place.country, place.parent, place.lat, place.lon, place.coordinate_basis]
  }
end

def export
  titles = []
  complete = false
  File.foreach(INCIDENTS.incidents_export(ArchiveClient::IncidentFormat::NDJSON)) do |line|
    record = JSON.parse(line)
    titles << record['title'] if record['title']
    complete = record['_complete'] if record.key?('_complete')
  end
  { titles: titles, complete: complete }
end

def problem_400
  problem = problem(ArchiveClient::ValidationProblem) { INCIDENTS.incidents_list(q: '"Al-Asad') }
  fault = problem.errors[0]
  [problem.status, problem.title, fault.parameter, fault.code, fault.position]
end

def problem_404
  problem = problem(ArchiveClient::Problem) { INCIDENTS.incidents_retrieve(ENV.fetch('NO_INCIDENT')) }
  [problem.status, problem.title]
end

def problem_429
  limited = ArchiveClient::IncidentsApi.new(client(ENV.fetch('LIMITED_URL')))
  problem = problem(ArchiveClient::Problem) do
    limited.incidents_list(count: ArchiveClient::Count::EXACT)
  end
  [problem.status, problem.title]
end

def changes_since(seq)
  found = []
  cursor = seq
  until cursor.nil?
    page = ArchiveClient::ChangesApi.new(WRITER).changes_list(since: cursor.to_i, limit: 50)
    found.concat(page.results)
    cursor = page.next_cursor
  end
  found
end

def write
  api = ArchiveClient::IncidentsApi.new(WRITER)
  before = changes_since(0).last.seq
  body = ArchiveClient::IncidentWrite.new(
    title: 'A march through the old town', event_type: 'PROTEST', summary: 'First reports.'
  )
  created = api.incidents_create(body, idempotency_key: ENV.fetch('KEY'))
  again = api.incidents_create(body, idempotency_key: ENV.fetch('KEY'))
  patch = ArchiveClient::IncidentPatch.new(title: 'Two marches through the old town')
  changed = api.incidents_change(created.uid, created.etag, patch)
  stale = problem(ArchiveClient::Problem) { api.incidents_change(created.uid, created.etag, patch) }
  {
    created: [created.title, created.review_status],
    created_once: again.uid == created.uid,
    changed: [changed.title, changed.summary],
    etag_is_new: changed.etag != created.etag,
    problem_412: [stale.status, stale.title],
    changes: changes_since(before).map { |each| [each.op, each.type] }
  }
end

def document
  story = "A march through the old town\n\nIt was the #{ENV.fetch('KEY')}th march.\n"
  taken, again = Array.new(2) do
    ArchiveClient::DocumentsApi.new(WRITER)
      .documents_create(story, format: ArchiveClient::DocumentFormat::TEXT)
  end
  {
    format: taken.format,
    created: [taken.totals.created, again.totals.created],
    outcomes: (taken.outcomes + again.outcomes).map(&:outcome)
  }
end

STEPS = %i[
  filters pages expand nulls export problem_400 problem_404 problem_429 write document
].freeze
puts JSON.generate(STEPS.to_h { |step| [step, send(step)] })
