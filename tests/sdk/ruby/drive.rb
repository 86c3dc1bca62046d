# The scenario, with the Ruby client of openapi-generator.

require 'json'
require 'uri'
require 'archive_client'

ArchiveClient.configure do |config|
  address = URI(ENV.fetch('ARCHIVE_URL'))
  config.scheme = address.scheme
  config.host = "#{address.host}:#{address.port}"
  config.params_encoding = :multi
  # Without a token it would send an empty one.
  config.define_singleton_method(:auth_settings) { {} }
  config.logger = Logger.new($stderr, level: :warn)
end

INCIDENTS = ArchiveClient::IncidentsApi.new

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
  article = ArchiveClient::ArticlesApi.new.articles_retrieve(ENV.fetch('EMPTY_ARTICLE'))
  place = ArchiveClient::PlacesApi.new.places_retrieve(ENV.fetch('EMPTY_PLACE'))
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

STEPS = %i[filters pages expand nulls export problem_400 problem_404].freeze
puts JSON.generate(STEPS.to_h { |step| [step, send(step)] })
