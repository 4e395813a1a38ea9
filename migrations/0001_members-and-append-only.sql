-- The members of the APO, as facts to start from: the Secretariat corrects them in the database.
insert into organisations (id, kind, name, aliases, npo, acronym, time_zone, weekend, active, uncertain) values
  ('APO', 'secretariat', 'APO Secretariat', array[]::text[], null, 'APO', 'Asia/Tokyo', '{6,7}', true, array[]::text[]),
  ('BD', 'npo', 'Bangladesh', array[]::text[], 'National Productivity Organisation, Ministry of Industries', 'NPO', 'Asia/Dhaka', '{5,6}', true, array[]::text[]),
  ('KH', 'npo', 'Cambodia', array[]::text[], 'National Productivity Centre of Cambodia', 'NPCC', 'Asia/Phnom_Penh', '{6,7}', true, array['weekend']::text[]),
  ('TW', 'npo', 'Republic of China', array['ROC', 'Taiwan', 'Chinese Taipei', 'Rep. of China']::text[], 'China Productivity Center', 'CPC', 'Asia/Taipei', '{6,7}', true, array['weekend']::text[]),
  ('FJ', 'npo', 'Fiji', array[]::text[], 'National Training and Productivity Centre, Fiji National University', 'NTPC', 'Pacific/Fiji', '{6,7}', true, array['weekend']::text[]),
  ('HK', 'npo', 'Hong Kong', array['Hong Kong, China']::text[], null, null, 'Asia/Hong_Kong', '{6,7}', false, array[]::text[]),
  ('IN', 'npo', 'India', array[]::text[], 'National Productivity Council', 'NPC', 'Asia/Kolkata', '{6,7}', true, array['weekend']::text[]),
  ('ID', 'npo', 'Indonesia', array[]::text[], 'Directorate for productivity, Ministry of Manpower', null, 'Asia/Jakarta', '{6,7}', true, array['npo']::text[]),
  ('IR', 'npo', 'Islamic Republic of Iran', array['IR Iran', 'I.R. Iran', 'Iran']::text[], 'National Iranian Productivity Organization', 'NIPO', 'Asia/Tehran', '{4,5}', true, array['weekend']::text[]),
  ('JP', 'npo', 'Japan', array[]::text[], 'Japan Productivity Center', 'JPC', 'Asia/Tokyo', '{6,7}', true, array[]::text[]),
  ('KR', 'npo', 'Republic of Korea', array['ROK', 'Korea', 'South Korea']::text[], 'Korea Productivity Center', 'KPC', 'Asia/Seoul', '{6,7}', true, array[]::text[]),
  ('LA', 'npo', 'Lao PDR', array['Laos']::text[], 'Department of Small and Medium Enterprise Promotion', 'DOSMEP', 'Asia/Vientiane', '{6,7}', true, array['npo', 'weekend']::text[]),
  ('MY', 'npo', 'Malaysia', array[]::text[], 'Malaysia Productivity Corporation', 'MPC', 'Asia/Kuala_Lumpur', '{6,7}', true, array[]::text[]),
  ('MN', 'npo', 'Mongolia', array[]::text[], 'Mongolian Productivity Organization', 'MPO', 'Asia/Ulaanbaatar', '{6,7}', true, array['weekend']::text[]),
  ('NP', 'npo', 'Nepal', array[]::text[], 'National Productivity and Economic Development Centre', 'NPEDC', 'Asia/Kathmandu', '{6}', true, array['weekend']::text[]),
  ('PK', 'npo', 'Pakistan', array[]::text[], 'National Productivity Organization', 'NPO', 'Asia/Karachi', '{6,7}', true, array['weekend']::text[]),
  ('PH', 'npo', 'Philippines', array['the Philippines']::text[], 'Development Academy of the Philippines', 'DAP', 'Asia/Manila', '{6,7}', true, array['weekend']::text[]),
  ('SG', 'npo', 'Singapore', array[]::text[], 'Enterprise Singapore', 'EnterpriseSG', 'Asia/Singapore', '{6,7}', true, array['npo', 'weekend']::text[]),
  ('LK', 'npo', 'Sri Lanka', array[]::text[], 'National Productivity Secretariat', 'NPS', 'Asia/Colombo', '{6,7}', true, array['weekend']::text[]),
  ('TH', 'npo', 'Thailand', array[]::text[], 'Thailand Productivity Institute', 'FTPI', 'Asia/Bangkok', '{6,7}', true, array['weekend']::text[]),
  ('TR', 'npo', 'Turkiye', array['Türkiye', 'Turkey']::text[], 'Directorate General for Strategic Research and Productivity, Ministry of Industry and Technology', null, 'Europe/Istanbul', '{6,7}', true, array['npo']::text[]),
  ('VN', 'npo', 'Vietnam', array['Viet Nam', 'S.R. Vietnam']::text[], 'Vietnam National Productivity Institute', 'VNPI', 'Asia/Ho_Chi_Minh', '{6,7}', true, array['weekend']::text[]);
--> statement-breakpoint
-- History is append-only.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'history is append-only';
end
$$;
--> statement-breakpoint
create trigger history_append_only before update or delete or truncate on history
  for each statement execute function refuse_change();
